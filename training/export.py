"""Write trained judges as the package runs them: the encoder in eight bits for onnxruntime, the heads as arrays.

    python training/export.py TRAINED ENCODER FOLDER

FOLDER gets encoder.onnx, heads.npz and vocabulary.txt. Runs in the environment of requirements.txt.
"""

import pathlib
import shutil
import sys
import tempfile

import numpy as np
import torch
from model import Judges
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


class Encoder(nn.Module):
    """The encoder over one whole window, without padding."""

    def __init__(self, judges: Judges) -> None:
        super().__init__()
        self.judges = judges

    def forward(self, ids: Tensor) -> Tensor:
        """Encode: 1 x pieces -> 1 x pieces x hidden."""
        return self.judges.encode(ids, torch.ones_like(ids))


def main() -> None:
    """Export the judges."""
    trained, encoder, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    saved = torch.load(trained, weights_only=True)
    judges = Judges(encoder, saved["sizes"], saved["layers"])
    judges.load_state_dict(saved["state"])
    judges.eval()
    with tempfile.TemporaryDirectory() as scratch:
        plain = str(pathlib.Path(scratch) / "plain.onnx")
        torch.onnx.export(
            Encoder(judges), (torch.randint(1000, 2000, (1, 32)),), plain, input_names=["ids"], output_names=["rows"],
            dynamic_axes={"ids": {1: "pieces"}, "rows": {1: "pieces"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(plain, str(folder / "encoder.onnx"), weight_type=QuantType.QInt8)
    heads = {
        n: v.numpy().astype(np.float32) for n, v in saved["state"].items() if not n.startswith("encoder.")
    }
    np.savez_compressed(folder / "heads.npz", **heads)
    shutil.copy(f"{encoder}/vocab.txt", folder / "vocabulary.txt")
    for path in sorted(folder.iterdir()):
        print(f"{path.name:16} {path.stat().st_size / 1e6:6.1f} MB")


if __name__ == "__main__":
    main()
