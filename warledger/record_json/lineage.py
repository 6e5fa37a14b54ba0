"""Chains of sources as JSON: from a primary source to every account that rests on it."""

from warledger.record_json.values import Json
from warledger.records import Chain, Passage


def chain_json(chain: Chain) -> Json:
    """Write a primary source with every passage by which its words came."""
    return {
        "source": chain.source,
        "side": chain.side,
        "passages": [
            {
                "account": p.account,
                "report": p.report,
                "outlet": p.outlet,
                "way": p.way,
                "through": list(p.through),
                "copy_of": p.copy_of,
                "rewrite_of": p.rewrite_of,
            }
            for p in chain.passages
        ],
    }


def read_chain(form: Json) -> Chain:
    """Read a chain back."""
    return Chain(
        form["source"],
        form["side"],
        tuple(
            Passage(
                p["account"], p["report"], p["outlet"], p["way"], tuple(p["through"]), p["copy_of"], p["rewrite_of"]
            )
            for p in form["passages"]
        ),
    )  # fmt: skip
