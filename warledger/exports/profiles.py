"""The two profiles of an export."""

from typing import Literal

type Profile = Literal["public", "full"]
"""`full` is for the desk and lossless; `public` withholds what `warledger.exports.public` lists."""
