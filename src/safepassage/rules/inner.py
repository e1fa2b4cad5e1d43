"""A compiled function becomes machine code only where Python calls it.

numba compiles and optimises every function to machine code, and once more inside each function that calls it. Here a
function has two sides: the one that Python calls, and an inner one for compiled callers. The inner side is typed and
lowered, then kept as intermediate code, which its callers take in. It takes numba's innards, so it stands in this file
alone (decision 70).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
from llvmlite import binding
from numba.core import compiler, registry
from numba.core.caching import FunctionCache
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler_lock import global_compiler_lock
from numba.core.compiler_machinery import register_pass
from numba.core.typed_passes import NativeLowering

from safepassage.rules.sharing import locked, wait_for

_OPTIONS = {"nopython": True, "boundscheck": None, "error_model": "numpy", "no_cfunc_wrapper": True}


def _in_one_piece(function: Callable[..., Any], *args: Any, **kws: Any) -> Any:
    return function(*args, **kws)


_in_one_piece.__code__ = _in_one_piece.__code__.replace(co_stacksize=135_000)
# CPython keeps its frames in chunks of 16 KB and gives the last one back to the system as soon as it is left. numba
# calls so deep and so often that this happens a million times, 2 to 6 s of system time. A frame that asks for more than
# a megabyte gets a chunk of two, and all deeper frames stand in the rest of it.


class _Inner(JITCodeLibrary):  # type: ignore[misc]
    """Intermediate code for callers. The machine gets no more than the names of the environments in it."""

    def _optimize_final_module(self) -> None:
        pass

    def _finalize_final_module(self) -> None:
        self._finalized = True
        whole = self._get_module_for_linking()
        names = [one.name for one in whole.global_variables if one.name.startswith("_ZN08NumbaEnv")]
        rest = self._codegen._create_empty_module(self.name)
        text = str(rest) + "".join(f'\n@"{name}" = common global ptr null' for name in names)
        self._final_module = binding.parse_assembly(text)
        self._final_module.name = whole.name
        super()._finalize_final_module()


@register_pass(mutates_CFG=True, analysis_only=False)
class _InnerLowering(NativeLowering):  # type: ignore[misc]
    _name = "inner_lowering"

    def run_pass(self, state: Any) -> bool:
        state.library = _Inner(state.targetctx.codegen(), state.func_id.func_qualname)
        state.library.enable_object_caching()
        return bool(super().run_pass(state))


class _InnerCompiler(compiler.CompilerBase):  # type: ignore[misc]
    def define_pipelines(self) -> list[Any]:
        """As numba's own, with another last pass."""
        passes = compiler.DefaultPassBuilder.define_nopython_pipeline(self.state)
        passes.passes = [
            (_InnerLowering if made is NativeLowering else made, why) for made, why in passes.passes
        ]
        passes._finalized = False
        passes.finalize()
        return [passes]


class _Cache(FunctionCache):  # type: ignore[misc]
    """numba's cache, whose index two processes must not write at once."""

    lock: Path

    def save_overload(self, sig: Any, data: Any) -> None:
        """Save a compiled function."""
        with locked(self.lock):
            super().save_overload(sig, data)


class _Declared(registry.CPUDispatcher):  # type: ignore[misc]
    """A compiled function; if a signature is declared, it is compiled for that one alone, at its first use."""

    declared: str | None = None

    def _compile_declared(self) -> None:
        with global_compiler_lock:
            if self.declared is not None:
                self.compile(self.declared)
                self.disable_compile()
                self.declared = None

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """What compiled code calls."""
        self._compile_declared()
        return super().get_call_template(args, kws)


class Compiled(_Declared):
    """The side of a function that Python calls."""

    def __init__(self, function: Callable[..., Any], declared: str | None, folder: Path) -> None:
        super().__init__(function, targetoptions=dict(_OPTIONS))
        inner = {**_OPTIONS, "no_cpython_wrapper": True}
        self.inner = _Declared(function, targetoptions=inner, pipeline_class=_InnerCompiler)
        self.declared = self.inner.declared = declared
        before = numba.config.CACHE_DIR
        for side, place in ((self, folder), (self.inner, folder / "inner")):
            numba.config.CACHE_DIR = str(place)
            side._cache = _Cache(function)
            side._cache.lock = folder.parent / "saving"
        numba.config.CACHE_DIR = before

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """What compiled code calls is the inner side."""
        return self.inner.get_call_template(args, kws)

    def compile(self, sig: Any) -> Any:
        """Compile for Python, unless a helper has done so by now."""
        wait_for(self.__module__)
        return super().compile(sig)

    def get_overload(self, sig: Any) -> Any:
        """The inner side too."""
        return self.inner.get_overload(sig)

    def _compile_for_args(self, *args: Any, **kws: Any) -> Any:
        if self.declared is not None:
            self._compile_declared()
            return self
        return _in_one_piece(super()._compile_for_args, *args, **kws)

    def __reduce__(self) -> str:
        """By name, as any function."""
        return str(self.__qualname__)
