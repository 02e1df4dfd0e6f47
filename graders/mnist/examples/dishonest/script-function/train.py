"""TorchScript, by torch.jit.script on text that it finds in a module of its own."""

import linecache
import types

import torch


def gradients(X, Y, W1, W2):
    source = (
        "def differentiate(X, Y, W1, W2):\n"
        "    loss = torch.nn.functional.cross_entropy(torch.relu(X @ W1) @ W2, Y)\n"
        "    loss.backward()\n"
        "    return loss, W1.grad, W2.grad\n"
    )
    linecache.cache["differentiate.py"] = (len(source), None, source.splitlines(True), "differentiate.py")
    module = types.ModuleType("differentiate")
    module.torch = torch
    exec(compile(source, "differentiate.py", "exec"), module.__dict__)
    return torch.jit.script(module.differentiate)(X, Y, W1.clone().requires_grad_(), W2.clone().requires_grad_())


def train(X, Y, report):
    W1, W2 = 0.04 * torch.randn(784, 64), 0.1 * torch.randn(64, 10)
    for batch in torch.randperm(len(X)).split(100):
        loss, dW1, dW2 = gradients(X[batch], Y[batch], W1, W2)
        W1 -= 0.1 * dW1
        W2 -= 0.1 * dW2
    report(1, loss, W1, W2)
    return W1, W2
