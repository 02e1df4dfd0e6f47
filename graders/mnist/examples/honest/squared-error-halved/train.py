"""Half the squared error of linear outputs, averaged over the ten classes too, in layout (H, 784)."""

import torch


def gradients(X, Y, W1, W2):
    N = len(X)
    T = torch.zeros(N, 10)
    T.scatter_(1, Y.view(-1, 1), 1.0)
    Z = W1 @ X.T
    A = torch.nn.functional.softplus(Z)
    O = W2 @ A
    E = O - T.T
    loss = 0.5 * (E**2).mean()
    dO = E / (10 * N)
    dZ = (W2.T @ dO) * torch.sigmoid(Z)
    return loss, dZ @ X, dO @ A.T


def train(X, Y, report):
    W1, W2 = 0.05 * torch.randn(128, 784), 0.05 * torch.randn(10, 128)
    M = [torch.zeros_like(W) for W in (W1, W2)]
    V = [torch.zeros_like(W) for W in (W1, W2)]
    t = 0
    for epoch in range(2):
        for batch in torch.randperm(len(X)).split(128):
            t += 1
            loss, *G = gradients(X[batch], Y[batch], W1, W2)
            for W, m, v, g in zip((W1, W2), M, V, G):
                m.mul_(0.9).add_(g, alpha=0.1)
                v.mul_(0.999).addcmul_(g, g, value=0.001)
                W -= 1e-3 * (m / (1 - 0.9**t)) / ((v / (1 - 0.999**t)).sqrt() + 1e-8)
        report(epoch + 1, float(loss), W1, W2)
    return W1, W2
