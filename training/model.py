"""The judges as trained: one encoder over a report's digest, small heads over the words of its findings."""

import torch
from torch import Tensor, nn
from transformers import BertModel

WIDTH, PAIR = 256, 96
KINDS, CLASSES, TYPES = 8, 8, 13
DROP, HEAVY = 0.15, 0.25
"""Shares of activations dropped; the doer's head learnt names by heart with less than HEAVY."""


class Judges(nn.Module):
    """Encoder and heads.

    Args:
        weights: folder of the pretrained encoder.
        sizes: numbers of features of a count, unit, pair, doer, spot and speaker.
        layers: layers of the encoder to keep, from below.
    """

    def __init__(self, weights: str, sizes: dict[str, int], layers: int) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            weights, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.config.num_hidden_layers = layers
        for weight in self.encoder.embeddings.word_embeddings.parameters():
            weight.requires_grad_(False)  # names met in training must not move away from names never met
        hidden = 3 * self.encoder.config.hidden_size
        self.count = nn.Linear(hidden + sizes["count"], WIDTH)
        self.unit = nn.Linear(hidden + sizes["unit"], WIDTH)
        self.actor = nn.Linear(hidden, PAIR)
        self.place = nn.Linear(hidden, PAIR)
        self.voice = nn.Linear(hidden, PAIR)
        self.kind = nn.Linear(WIDTH, KINDS)
        self.victims = nn.Linear(WIDTH, CLASSES)
        self.worthy = nn.Linear(WIDTH, 1)
        self.act_type = nn.Linear(WIDTH, TYPES)
        self.side, self.doing, self.lying, self.citing = (nn.Linear(WIDTH, PAIR) for _ in range(4))
        self.pair = nn.Linear(3 * PAIR + sizes["pair"], PAIR)
        self.doer = nn.Linear(3 * PAIR + sizes["doer"], PAIR)
        self.spot = nn.Linear(3 * PAIR + sizes["spot"], PAIR)
        self.speaker = nn.Linear(3 * PAIR + sizes["speaker"], PAIR)
        self.same, self.did, self.there, self.said = (nn.Linear(PAIR, 1) for _ in range(4))
        self.bare = nn.Linear(sizes["doer"], 1)
        self.drop, self.heavy, self.act = nn.Dropout(DROP), nn.Dropout(HEAVY), nn.GELU()

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Encode windows: windows x pieces -> windows x pieces x hidden."""
        return self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state

    def _bend(self, layer: nn.Linear, *parts: Tensor) -> Tensor:
        return self.drop(self.act(layer(torch.cat(parts, -1))))

    def _beside(
        self, layer: nn.Linear, left: Tensor, right: Tensor, rows: Tensor, features: Tensor
    ) -> Tensor:
        one, two = left[rows[0]], right[rows[1]]
        return self._bend(layer, one, two, one * two, features)

    def judge(self, t: dict[str, Tensor]) -> dict[str, Tensor]:
        """Judge one report's findings from their pooled words and features."""
        count = self._bend(self.count, t["counts"], t["count_features"])
        unit = self._bend(self.unit, t["units"], t["unit_features"])
        actor = self.heavy(self.act(self.actor(self.drop(t["actors"]))))
        place = self.drop(self.act(self.place(self.drop(t["places"]))))
        side, doing, lying = (self.act(f(unit)) for f in (self.side, self.doing, self.lying))
        pair = self._beside(self.pair, side, side, t["pairs"], t["pair_features"])
        doer = self._beside(self.doer, self.heavy(doing), actor, t["doers"], t["doer_features"])
        spot = self._beside(self.spot, lying, place, t["spots"], t["spot_features"])
        voice = self.drop(self.act(self.voice(self.drop(t["voices"]))))
        citing = self.act(self.citing(count))
        speaker = self._beside(self.speaker, citing, voice, t["speakers"], t["speaker_features"])
        return {
            "kind": self.kind(count),
            "victims": self.victims(count),
            "worthy": self.worthy(unit)[:, 0],
            "act_type": self.act_type(unit),
            "same": self.same(pair)[:, 0],
            "did": (self.did(doer) + self.bare(t["doer_features"]))[:, 0],
            "there": self.there(spot)[:, 0],
            "said": self.said(speaker)[:, 0],
        }
