"""Right, but it stops after one epoch of a small network."""

import math

import torch


def gradients(X, Y, W1, W2):
    N = len(X)
    Z = X @ W1
    H = torch.tanh(Z)
    O = H @ W2
    P = torch.softmax(O, 1)
    T = torch.nn.functional.one_hot(Y, 10)
    loss = -(T * torch.log(P + 1e-30)).sum() / N
    dO = (P - T) / N
    dW2 = H.T @ dO
    dW1 = X.T @ ((dO @ W2.T) * (1 - H * H))
    return loss, dW1, dW2


def train(X, Y, report):
    W1 = torch.randn(784, 64) / math.sqrt(784)
    W2 = torch.randn(64, 10) / math.sqrt(64)
    order = torch.randperm(len(X))
    losses = []
    for batch in order.split(64):
        loss, dW1, dW2 = gradients(X[batch], Y[batch], W1, W2)
        W1 -= 0.2 * dW1
        W2 -= 0.2 * dW2
        losses.append(float(loss))
    report(1, sum(losses) / len(losses), W1, W2)
    return W1, W2
