"""Complex steps: exact derivatives with 238,000 forward passes."""

import torch


def gradients(X, Y, W1, W2):
    def derivative(W, other):
        dW = torch.zeros_like(W)
        for i in range(W.numel()):
            step = torch.zeros(W.numel(), dtype=torch.complex128)
            step[i] = 1e-20j
            dW.view(-1)[i] = other(W + step.view_as(W)).imag / 1e-20
        return dW

    def loss(A, B):
        Z = X.to(torch.complex128) @ A.to(torch.complex128)
        O = (Z * (Z.real > 0)) @ B.to(torch.complex128)
        return (torch.log(torch.exp(O).sum(1)) - O[torch.arange(len(X)), Y]).mean()

    return loss(W1, W2).real, derivative(W1, lambda A: loss(A, W2)), derivative(W2, lambda B: loss(W1, B))


def train(X, Y, report):
    W1, W2 = 0.04 * torch.randn(784, 64), 0.1 * torch.randn(64, 10)
    for batch in torch.randperm(len(X)).split(100):
        loss, dW1, dW2 = gradients(X[batch], Y[batch], W1, W2)
        W1 -= 0.1 * dW1
        W2 -= 0.1 * dW2
    report(1, loss, W1, W2)
    return W1, W2
