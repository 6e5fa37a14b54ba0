"""Whatever is asked of the interface, it answers as it says that it does, and never with a fault of its own."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.desk.test_api import VIEWS
from warledger.desk import make_app

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


@pytest.fixture(scope="module")
def interface(ledger_path: str) -> Any:
    """The interface as it describes itself."""
    app = make_app(ledger_path, hosts=["testserver", "localhost"])
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


# Schemathesis' own parametrize knows another pytest than ours; its strategies are hypothesis' like any other.
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: str(mode.value))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_answer_is_one_of_those_described(
    interface: Any, view: str, mode: schemathesis.GenerationMode, data: st.DataObject
) -> None:
    case = data.draw(interface[view]["GET"].as_strategy(generation_mode=mode))
    case.call_and_validate(checks=CHECKS)
