"""MNIST with two fully connected layers and gradients by hand.

    Z = X W1    H = max(Z, 0)    O = H W2    P = softmax(O)    L = -(1/N) Σ_n log P[n, Y_n]
"""

import math

import torch

SPEC = {"activation": "relu", "loss": "ce", "bias": False, "layout": "DH"}

HIDDEN, EPOCHS, BATCH = 512, 8, 128
LEARNING_RATE, MOMENTUM = 0.1, 0.9


def gradients(X, Y, W1, W2):
    N = len(X)
    n = torch.arange(N)

    Z = X @ W1
    H = Z.clamp(min=0)
    O = H @ W2
    log_P = O - O.logsumexp(1, keepdim=True)
    loss = -log_P[n, Y].mean()

    dO = log_P.exp()  # dL/dO = (P - onehot(Y)) / N
    dO[n, Y] -= 1
    dO /= N
    dW2 = H.T @ dO
    dH = dO @ W2.T
    dZ = dH * (Z > 0)
    dW1 = X.T @ dZ
    return loss, dW1, dW2


def train(X, Y, report):
    N, D = X.shape
    W1 = torch.randn(D, HIDDEN) * math.sqrt(2 / D)
    W2 = torch.randn(HIDDEN, 10) * math.sqrt(0.5 / HIDDEN)
    V1, V2 = torch.zeros_like(W1), torch.zeros_like(W2)
    images = torch.nn.functional.pad(X.view(N, 28, 28), (1, 1, 1, 1))

    steps = N // BATCH
    for epoch in range(EPOCHS):
        losses = 0.0
        for step, batch in enumerate(torch.randperm(N)[: steps * BATCH].view(steps, BATCH)):
            down, right = torch.randint(3, (2,)).tolist()  # each batch is moved by up to a pixel
            shifted = images[batch, down : down + 28, right : right + 28].reshape(BATCH, D)
            loss, dW1, dW2 = gradients(shifted, Y[batch], W1, W2)
            losses += loss.item()

            rate = LEARNING_RATE * (1 + math.cos(math.pi * (epoch + step / steps) / EPOCHS)) / 2
            for W, V, dW in ((W1, V1, dW1), (W2, V2, dW2)):  # Nesterov's momentum
                V.mul_(MOMENTUM).sub_(dW, alpha=rate)
                W.add_(V, alpha=MOMENTUM).sub_(dW, alpha=rate)
        report(epoch + 1, losses / steps, W1, W2)
    return W1, W2
