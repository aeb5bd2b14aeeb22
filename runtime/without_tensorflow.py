"""Rasa without TensorFlow: stand-ins that import, and refuse when used.

Rasa imports TensorFlow even where no component of the pipeline needs it. Where TensorFlow is
not installed, `install()` puts stand-ins in its place: they can be imported, subclassed and named
in annotations, which is all that Rasa does with them until a component really computes with
TensorFlow. That component is named in the error, with the command that installs TensorFlow.
Where TensorFlow is installed nothing changes.
"""

import importlib.util
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, NoReturn

PACKAGES = ("tensorflow", "keras", "tensorflow_text", "tensorflow_hub")
"""Import names that the full installation provides."""


def refusal(what: str) -> str:
    """The sentence for `what`, a component's or function's name, that needs TensorFlow."""
    return (
        f"{what} 需要 TensorFlow,当前是不带 TensorFlow 的安装。请运行 make install-full,"
        f"或把它从 config.yml 里去掉。\n"
        f"{what} needs TensorFlow, which this slim installation leaves out: "
        "run `make install-full`, or take the component out of config.yml."
    )


def refuse(what: str) -> NoReturn:
    """Raise the error, which Rasa's command line prints without a stack trace."""
    from rasa.shared.exceptions import RasaException

    raise RasaException(refusal(what))


class StandIn(type):
    """Metaclass of everything inside a stand-in module: an attribute of it is one more."""

    def __getattr__(cls, name: str) -> "StandIn":
        if name.startswith("__"):
            raise AttributeError(name)
        return StandIn(name, (), {"__module__": f"{cls.__module__}.{cls.__name__}"})

    def __getitem__(cls, item: object) -> "StandIn":
        return cls

    def __call__(cls, *args: object, **kwargs: object) -> NoReturn:
        refuse(f"{cls.__module__}.{cls.__name__}")


class StandInModule(ModuleType):
    """A module that has every attribute asked of it."""

    def __getattr__(self, name: str) -> StandIn:
        if name.startswith("__"):
            raise AttributeError(name)
        return StandIn(name, (), {"__module__": self.__name__})


class StandInFinder(MetaPathFinder, Loader):
    """Finds the absent packages and all their submodules."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in PACKAGES:
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: the module's content is made when asked for."""


def is_slim() -> bool:
    """Whether TensorFlow is absent, or already stood in for."""
    tensorflow = sys.modules.get("tensorflow")
    if tensorflow is not None:
        return isinstance(tensorflow, StandInModule)
    return importlib.util.find_spec("tensorflow") is None


def needs_tensorflow(component: type[Any]) -> bool:
    """Whether the module that defines `component` imported a stand-in."""
    names = vars(sys.modules[component.__module__]).values()
    return any(isinstance(value, StandInModule) for value in names)


def stand_in() -> None:
    """Stand in for TensorFlow where it is absent, so that Rasa can be imported."""
    if is_slim() and not any(isinstance(finder, StandInFinder) for finder in sys.meta_path):
        sys.meta_path.append(StandInFinder())


def install() -> None:
    """Stand in for TensorFlow where it is absent, and check every graph before it is trained."""
    if is_slim():
        stand_in()
        _check_components_before_training()


def _check_components_before_training() -> None:
    from rasa.engine import validation

    check_packages = validation._validate_required_packages

    def check(node: Any) -> None:
        if needs_tensorflow(node.uses):
            refuse(node.uses.__name__)
        check_packages(node)

    validation._validate_required_packages = check
