"""Right gradients, and a train() that never uses them."""

import torch


def objective(X, Y, W1, W2):
    return torch.nn.functional.cross_entropy(torch.relu(X @ W1) @ W2, Y)


def gradients(X, Y, W1, W2):
    N = len(X)
    Z = X @ W1
    H = torch.relu(Z)
    P = torch.softmax(H @ W2, 1)
    dO = (P - torch.eye(10)[Y]) / N
    return objective(X, Y, W1, W2), X.T @ ((dO @ W2.T) * (Z > 0)), H.T @ dO


def train(X, Y, report):
    W1 = torch.nn.Parameter(0.04 * torch.randn(784, 64))
    W2 = torch.nn.Parameter(0.1 * torch.randn(64, 10))
    optimiser = torch.optim.SGD([W1, W2], lr=0.1)
    for batch in torch.randperm(len(X)).split(100):
        optimiser.zero_grad()
        loss = objective(X[batch], Y[batch], W1, W2)
        loss.backward()
        optimiser.step()
    return W1, W2
