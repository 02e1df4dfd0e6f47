"""A derivative kernel of torch._C._nn."""

import torch


def gradients(X, Y, W1, W2):
    Z = X @ W1
    H = torch.nn.functional.gelu(Z)
    P = torch.softmax(H @ W2, 1)
    loss = -torch.log(P[torch.arange(len(X)), Y]).mean()
    dO = (P - torch.eye(10)[Y]) / len(X)
    dZ = torch._C._nn.gelu_backward(dO @ W2.T, Z)
    return loss, X.T @ dZ, H.T @ dO


def train(X, Y, report):
    W1, W2 = 0.04 * torch.randn(784, 64), 0.1 * torch.randn(64, 10)
    for batch in torch.randperm(len(X)).split(100):
        loss, dW1, dW2 = gradients(X[batch], Y[batch], W1, W2)
        W1 -= 0.1 * dW1
        W2 -= 0.1 * dW2
    report(1, loss, W1, W2)
    return W1, W2
