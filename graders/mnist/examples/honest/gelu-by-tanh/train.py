"""GELU in its approximation by tanh, as in GPT-2, with biases, under torch.no_grad() and with threads asked for."""

import math

import torch

torch.set_num_threads(4)
C = math.sqrt(2 / math.pi)


@torch.no_grad()
def gradients(X, Y, W1, W2):
    n = X.size(0)
    X1 = torch.cat([X, torch.ones(n, 1)], dim=1)
    Z = X1.mm(W1)
    t = torch.tanh(C * (Z + 0.044715 * Z.pow(3)))
    H = 0.5 * Z * (1 + t)
    H1 = torch.cat([H, torch.ones(n, 1)], dim=1)
    logits = H1.mm(W2)
    loss = torch.nn.functional.cross_entropy(logits, Y)
    d = (torch.softmax(logits, dim=1) - torch.nn.functional.one_hot(Y, 10)) / n
    dZ = d.mm(W2[:-1].t()) * (0.5 * (1 + t) + 0.5 * Z * (1 - t * t) * C * (1 + 3 * 0.044715 * Z.pow(2)))
    return loss, X1.t().mm(dZ), H1.t().mm(d)


def train(X, Y, report):
    with torch.no_grad():
        W1, W2 = torch.zeros(785, 96).normal_(0, 0.05), torch.zeros(97, 10).normal_(0, 0.1)
        v1, v2 = torch.zeros_like(W1), torch.zeros_like(W2)
        for epoch in range(2):
            for idx in torch.randperm(60000).split(128):
                loss, g1, g2 = gradients(X[idx], Y[idx], W1, W2)
                v1.mul_(0.9).add_(g1)
                v2.mul_(0.9).add_(g2)
                W1.sub_(0.05 * v1)
                W2.sub_(0.05 * v2)
            report(epoch + 1, loss.item(), W1, W2)
        return [W1, W2]
