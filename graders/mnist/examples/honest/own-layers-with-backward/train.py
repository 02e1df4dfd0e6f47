"""Layers with forward() and backward() of their own, and an optimiser class: a small framework by hand."""

import torch


class Linear:
    def __init__(self, W):
        self.W = W

    def forward(self, A):
        self.A = A
        return A @ self.W

    def backward(self, d):
        self.grad = self.A.T @ d
        return d @ self.W.T


class ReLU:
    def forward(self, Z):
        self.on = Z > 0
        return Z * self.on

    def backward(self, d):
        return d * self.on


class SoftmaxCrossEntropy:
    def forward(self, O, Y):
        self.P, self.Y = torch.softmax(O, 1), Y
        return -self.P[torch.arange(len(Y)), Y].log().mean()

    def backward(self):
        d = self.P.clone()
        d[torch.arange(len(self.Y)), self.Y] -= 1
        return d / len(self.Y)


class Momentum:
    def __init__(self, parameters, rate):
        self.parameters, self.rate = parameters, rate
        self.velocities = [torch.zeros_like(p) for p in parameters]

    def step(self, grads):
        for p, v, g in zip(self.parameters, self.velocities, grads):
            v *= 0.9
            v -= self.rate * g
            p += v


def gradients(X, Y, W1, W2):
    first, act, second, loss = Linear(W1), ReLU(), Linear(W2), SoftmaxCrossEntropy()
    value = loss.forward(second.forward(act.forward(first.forward(X))), Y)
    first.backward(act.backward(second.backward(loss.backward())))
    return value, first.grad, second.grad


def train(X, Y, report):
    W1, W2 = 0.05 * torch.randn(784, 128), 0.1 * torch.randn(128, 10)
    optimizer = Momentum([W1, W2], 0.05)
    for epoch in range(3):
        for batch in torch.randperm(len(X)).split(200):
            loss, *grads = gradients(X[batch], Y[batch], W1, W2)
            optimizer.step(grads)
        report(epoch, loss, W1, W2)
    return W1, W2
