"""AdamW written out: decay outside the gradient."""

import torch


def gradients(X, Y, W1, W2):
    N = len(X)
    Z = X @ W1
    H = torch.where(Z > 0, Z, 0.01 * Z)
    L = torch.log_softmax(H @ W2, 1)
    loss = -L[range(N), Y].sum() / N
    D = L.exp()
    D[range(N), Y] -= 1.0
    D = D / N
    dW2 = H.T @ D
    dZ = (D @ W2.T) * torch.where(Z > 0, torch.tensor(1.0), torch.tensor(0.01))
    return loss, X.T @ dZ, dW2


def train(X, Y, report):
    Ws = [torch.randn(784, 96) * 0.05, torch.randn(96, 10) * 0.1]
    ms, vs = [torch.zeros_like(W) for W in Ws], [torch.zeros_like(W) for W in Ws]
    t = 0
    for epoch in range(2):
        for batch in torch.randperm(len(X)).split(128):
            t += 1
            loss, *grads = gradients(X[batch], Y[batch], *Ws)
            for W, g, m, v in zip(Ws, grads, ms, vs):
                W *= 1 - 2e-3 * 0.01
                m.lerp_(g, 0.1)
                v.lerp_(g * g, 0.001)
                W -= 2e-3 * (m / (1 - 0.9**t)) / ((v / (1 - 0.999**t)).sqrt() + 1e-8)
        report(epoch + 1, loss.item(), *Ws)
    return tuple(Ws)
