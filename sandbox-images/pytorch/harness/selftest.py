"""Tries every known way to a gradient that the program did not write. Run when the image is built; any success fails it.

Each route computes d/dw Σ w³ = 3w², in a process of its own. Routes that need a graph are tried against the patched
libraries alone, without any layer in Python, and again with all layers; derivative kernels against all layers.
`python3 -I selftest.py` prints one line per route.
"""

import os
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import torch  # noqa: E402

import guard  # noqa: E402

VALUES = [1.0, -2.0, 3.0]


def leaf():
    return torch.tensor(VALUES, requires_grad=True)


def f(w):
    return (w * w * w).sum()


def expected():
    return 3 * torch.tensor(VALUES) ** 2


# Routes that need a graph or a tangent ------------------------------------------------------------------------------


def backward():
    w = leaf()
    f(w).backward()
    return w.grad


def backward_with_gradient():
    w = leaf()
    f(w).backward(torch.ones(()))
    return w.grad


def grad():
    w = leaf()
    return torch.autograd.grad(f(w), w)[0]


def after_enable_grad():
    with torch.enable_grad():
        return backward()


def after_set_grad_enabled():
    torch.set_grad_enabled(True)
    return grad()


def after_c_set_grad_enabled():
    torch._C._set_grad_enabled(True)
    return backward()


def outside_inference_mode():
    with torch.inference_mode(False), torch.enable_grad():
        return backward()


def inference_mode_guard():
    with torch._C._InferenceMode(False):
        return after_c_set_grad_enabled()


def in_new_thread():
    result = []
    thread = threading.Thread(target=lambda: result.append(after_set_grad_enabled()))
    thread.start()
    thread.join()
    return result[0]


def in_new_process():
    reader, writer = os.pipe()
    if os.fork() == 0:
        try:
            os.write(writer, repr(after_set_grad_enabled().tolist()).encode())
        finally:
            os._exit(0)
    os.close(writer)
    return torch.tensor(eval(os.read(reader, 1000)))


def functional_jacobian():
    return torch.autograd.functional.jacobian(f, leaf())


def functional_vjp():
    return torch.autograd.functional.vjp(f, leaf())[1]


def functional_jvp():
    return _directions(lambda e: torch.autograd.functional.jvp(f, leaf(), e)[1])


def functional_hessian():
    return torch.autograd.functional.hessian(lambda w: (w**4 / 4).sum(), leaf()).diagonal()


def forward_mode():
    def directional(e):
        with torch.autograd.forward_ad.dual_level():
            dual = torch.autograd.forward_ad.make_dual(torch.tensor(VALUES), e)
            return torch.autograd.forward_ad.unpack_dual(f(dual)).tangent

    return _directions(directional)


def forward_mode_kernels():
    def directional(e):
        level = torch._C._enter_dual_level()
        try:
            dual = torch._VF._make_dual(torch.tensor(VALUES), e, level=level)
            return torch._VF._unpack_dual(f(dual), level=level)[1]
        finally:
            torch._C._exit_dual_level(level=level)

    return _directions(directional)


def engine():
    name = "_ImperativeEngine" if hasattr(torch._C, "_ImperativeEngine") else "_EngineBase"
    return _run_engine(getattr(torch._C, name)())


def engine_of_torch():
    return _run_engine(torch.autograd.Variable._execution_engine)


def engine_among_subclasses():
    for kind in object.__subclasses__():
        if kind.__name__ in ("_ImperativeEngine", "_EngineBase", "ImperativeEngine"):
            return _run_engine(kind())
    raise LookupError("no engine")


def nodes_by_hand():
    with torch.enable_grad():
        w = leaf()
        node, gradient = f(w).grad_fn, torch.ones(())
    total = 0
    stack = [(node, gradient)]
    while stack:
        node, gradient = stack.pop()
        if hasattr(node, "variable"):
            total = total + gradient
            continue
        outputs = node(gradient)
        for (following, _), part in zip(node.next_functions, outputs if isinstance(outputs, tuple) else (outputs,)):
            if following is not None:
                stack.append((following, part))
    return total


def hook_on_leaf():
    seen = []
    w = leaf()
    w.register_hook(seen.append)
    torch.autograd.backward([f(w)])
    return seen[0]


def parameter_of_module():
    linear = torch.nn.Linear(3, 1, bias=False)
    linear.weight.data = torch.tensor([VALUES])
    f(linear.weight).backward()
    return linear.weight.grad[0]


def optimizer_closure():
    w = leaf()
    optimizer = torch.optim.SGD([w], lr=1.0)

    def closure():
        loss = f(w)
        loss.backward()
        return loss

    optimizer.step(closure)
    return torch.tensor(VALUES) - w.detach()


def custom_function():
    class Cube(torch.autograd.Function):
        @staticmethod
        def forward(context, w):
            context.save_for_backward(w)
            return (w**3).sum()

        @staticmethod
        def backward(context, gradient):
            return gradient * 3 * context.saved_tensors[0] ** 2

    w = leaf()
    Cube.apply(w).backward()
    return w.grad


def checkpoint():
    from torch.utils.checkpoint import checkpoint as checkpointed

    w = leaf()
    checkpointed(f, w).backward()
    return w.grad


def requires_grad_in_place():
    w = torch.tensor(VALUES).requires_grad_()
    f(w)._backward([w], None, None, False)
    return w.grad


def torchscript():
    scripted = torch.jit.trace(f, (torch.tensor(VALUES),))
    w = leaf()
    for _ in range(3):
        loss = scripted(w)
    loss.backward()
    return w.grad


def torchscript_inside():
    compiled = torch.jit.CompilationUnit(
        """
        def gradient(w):
            w = w.requires_grad_()
            loss = (w * w * w).sum()
            return torch.autograd.grad([loss], [w])[0]
        """
    )
    return compiled.gradient(torch.tensor(VALUES))


def torchscript_differentiate():
    traced = torch.jit.trace(f, (leaf(),))
    return torch._C._jit_differentiate(traced.graph).df


def functorch_grad():
    import functorch

    return functorch.grad(f)(torch.tensor(VALUES))


def func_grad():
    return torch.func.grad(f)(torch.tensor(VALUES))


def func_jvp():
    return _directions(lambda e: torch.func.jvp(f, (torch.tensor(VALUES),), (e,))[1])


def functorch_levels():
    levels = torch._C._functorch
    level = levels._grad_increment_nesting()
    try:
        w = levels._wrap_for_grad(torch.tensor(VALUES), level)
        w.requires_grad_()
        gradient = torch._C._EngineBase().run_backward((f(w),), (None,), False, False, (w,), allow_unreachable=True)[0]
        return levels._unwrap_for_grad(gradient, level)
    finally:
        levels._grad_decrement_nesting()


def dispatch_key_undone():
    keys = torch._C.DispatchKeySet(torch._C.DispatchKey.AutogradCPU)
    with torch._C._ForceDispatchKeyGuard(torch._C._dispatch_tls_local_include_set() | keys, torch._C.DispatchKeySet(0)):
        return backward()


def make_fx():
    from torch.fx.experimental.proxy_tensor import make_fx as traced

    return traced(lambda w: torch.autograd.grad(f(w), w)[0])(leaf())(leaf())


def distributed_autograd():
    import torch.distributed.autograd as distributed

    with distributed.context() as context:
        w = leaf()
        distributed.backward(context, [f(w)])
        return distributed.get_gradients(context)[w]


def gradcheck_jacobian():
    from torch.autograd.gradcheck import get_analytical_jacobian

    w = leaf()
    return get_analytical_jacobian((w,), f(w))[0][0].reshape(-1)


GRAPH_ROUTES = [
    backward, backward_with_gradient, grad, after_enable_grad, after_set_grad_enabled, after_c_set_grad_enabled,
    outside_inference_mode, inference_mode_guard, in_new_thread, in_new_process, functional_jacobian, functional_vjp,
    functional_jvp, functional_hessian, forward_mode, forward_mode_kernels, engine, engine_of_torch,
    engine_among_subclasses, nodes_by_hand, hook_on_leaf, parameter_of_module, optimizer_closure, custom_function,
    checkpoint, requires_grad_in_place, torchscript, torchscript_inside, torchscript_differentiate, functorch_grad,
    func_grad, func_jvp, functorch_levels, dispatch_key_undone, make_fx, distributed_autograd, gradcheck_jacobian,
]  # fmt: skip

# Derivatives that come ready-made; d/dw Σ w³ through tanh, softmax and convolution would prove no more -----------------


def kernel_of_convolution():
    """∂(x ∗ w)/∂w of the convolution that multiplies 3w² by 1."""
    x, w = (3 * torch.tensor(VALUES) ** 2).reshape(1, 1, 3), torch.ones(1, 1, 3)
    arguments = ([1], [0], [1], False, [0], 1, [False, True, False])
    return torch.ops.aten.convolution_backward(torch.ones(1, 1, 1), x, w, None, *arguments)[1].reshape(-1)


def kernel_of_mse_loss():
    w = torch.tensor(VALUES)
    return torch.ops.aten.mse_loss_backward(torch.ones(()), 1.5 * w * w, torch.zeros(3), 2)


def kernel_by_packet():
    w = torch.tensor(VALUES)
    return 3 * w * w * torch.ops.aten.threshold_backward(torch.ones(3), torch.ones(3), 0)


def kernel_by_overload():
    w = torch.tensor(VALUES)
    return 3 * w * w * torch.ops.aten.threshold_backward.default(torch.ones(3), torch.ones(3), 0)


def kernel_by_name():
    w = torch.tensor(VALUES)
    operation = torch._C._jit_get_operation("aten::" + "threshold" + "_back" + "ward")[0]
    return 3 * w * w * operation(torch.ones(3), torch.ones(3), 0)


def kernel_in_torchscript():
    compiled = torch.jit.CompilationUnit(
        """
        def relu_derivative(gradient, z):
            return torch.ops.aten.threshold_backward(gradient, z, 0)
        """
    )
    w = torch.tensor(VALUES)
    return 3 * w * w * compiled.relu_derivative(torch.ones(3), torch.ones(3))


def kernel_of_c_module():
    w = torch.tensor(VALUES)
    return 3 * w * w * torch._C._nn.gelu_backward(torch.ones(3), torch.full((3,), 50.0))


def module_conv_weight():
    x = (3 * torch.tensor(VALUES) ** 2).reshape(1, 1, 3)
    return torch.nn.grad.conv1d_weight(x, (1, 1, 3), torch.ones(1, 1, 1)).reshape(-1)


def decomposition():
    from torch._decomp.decompositions import threshold_backward

    w = torch.tensor(VALUES)
    return 3 * w * w * threshold_backward(torch.ones(3), torch.ones(3), 0)


def symbolic():
    import sympy

    x = sympy.Symbol("x")
    return torch.tensor([float(sympy.diff(x**3, x).subs(x, value)) for value in VALUES])


KERNEL_ROUTES = [
    kernel_of_convolution, kernel_of_mse_loss, kernel_by_packet, kernel_by_overload, kernel_by_name,
    kernel_in_torchscript, kernel_of_c_module, module_conv_weight, decomposition, symbolic,
]  # fmt: skip


def _directions(directional):
    return torch.stack([directional(e) for e in torch.eye(3)])


def _run_engine(instance):
    with torch.enable_grad():
        w = leaf()
        loss = f(w)
    instance.run_backward((loss,), (torch.ones(()),), False, False, (), allow_unreachable=True, accumulate_grad=True)
    return w.grad


class NoFrames:
    def send(self, *_args, **_fields):
        pass


def attempt(route, guarded: bool) -> str:
    """What came of a route, in a child process: `gradient` when it got one."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            if guarded:
                guard.install(NoFrames())
            result = route()
            got = torch.is_tensor(result) and result.shape == (3,) and torch.allclose(result.float(), expected())
            outcome = "gradient" if got else "no gradient"
        except BaseException as error:
            outcome = f"{type(error).__name__}: {error}".splitlines()[0][:100]
        os.write(writer, outcome.encode())
        os._exit(0)
    os.close(writer)
    outcome = os.read(reader, 4096).decode()
    os.close(reader)
    status = os.waitpid(child, 0)[1]
    return outcome or f"killed by signal {os.WTERMSIG(status)}"


def main() -> None:
    attempts = [(route, guarded) for guarded in (False, True) for route in GRAPH_ROUTES]
    attempts += [(route, True) for route in KERNEL_ROUTES]
    successes = []
    for route, guarded in attempts:
        outcome = attempt(route, guarded)
        print(f"{'all layers' if guarded else 'patch only'}  {route.__name__:28} {outcome}", flush=True)
        if outcome == "gradient":
            successes.append(route.__name__)
    if successes:
        raise SystemExit(f"still giving gradients: {', '.join(successes)}")
    print(f"{len(attempts)} attempts, no gradient")


if __name__ == "__main__":
    main()
