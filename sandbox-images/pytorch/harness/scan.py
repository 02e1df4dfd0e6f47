"""A look at the text of train.py, for line numbers and remarks only: names can be built at run time, and the words
"autograd" or "backward" in a comment or in a name of the student's own mean nothing. Nothing is decided here."""

import ast

MODULES = {"functorch", "sympy", "jax", "tensorflow", "autograd", "ctypes", "subprocess", "multiprocessing"}
CALLS = {"backward", "grad", "jacobian", "vjp", "jvp", "requires_grad_"}
UNUSUAL = {"exec", "eval", "compile", "__import__", "__subclasses__", "_getframe", "currentframe", "get_objects", "get_referrers"}
MAX_REMARKS = 20


def remarks(source: str) -> list[tuple[int, str]]:
    """(line, remark), in the order of the lines."""
    tree = ast.parse(source)
    own = {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    found = [(node.lineno, text) for node in ast.walk(tree) for text in _about(node, own)]
    return sorted(set(found))[:MAX_REMARKS]


def _about(node: ast.AST, own: set[str]):
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        for name in names:
            if name.split(".")[0] in MODULES or name.startswith("torch.autograd"):
                yield f"imports {name}"
    elif isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in own:
            return
        if name in CALLS and isinstance(node.func, ast.Attribute):
            yield f"calls .{name}(): automatic differentiation is switched off here"
        elif name in UNUSUAL and not (name == "compile" and isinstance(node.func, ast.Attribute)):
            yield f"calls {name}()"
        for keyword in node.keywords:
            if keyword.arg == "requires_grad" and isinstance(keyword.value, ast.Constant) and keyword.value.value is True:
                yield "asks for requires_grad=True, which has no effect here"
