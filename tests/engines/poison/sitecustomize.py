"""On the path of a cluster's Python processes: a report that tells of it takes the process that reads it along."""

import os
import signal
import sys
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

TEMPTED = "warledger.engines.local"


class _Tempting:
    """Finds one module, and changes it once it is there."""

    def find_spec(self, name: str, path: Any = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != TEMPTED:
            return None
        spec = PathFinder.find_spec(name, path, target)
        assert spec is not None
        assert spec.loader is not None
        execute = spec.loader.exec_module

        def executed(module: ModuleType) -> None:
            execute(module)
            tell = module.tell

            def told(doc: Any, report: Any, gazetteer: Any) -> Any:
                if "Segfaultville" in report.text:
                    os.kill(os.getpid(), signal.SIGSEGV)
                if "Exceptionville" in report.text:
                    raise RuntimeError("this town cannot be read")
                return tell(doc, report, gazetteer)

            module.tell = told  # type: ignore[attr-defined]

        spec.loader.exec_module = executed  # type: ignore[method-assign]
        return spec


sys.meta_path.insert(0, _Tempting())
