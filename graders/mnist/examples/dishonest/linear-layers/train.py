"""Two nn.Linear layers and loss.backward(), as in every tutorial."""

import torch


class Model(torch.nn.Module):
    def forward(self, X, W1, W2):
        self.first = torch.nn.Linear(*W1.shape, bias=False)
        self.second = torch.nn.Linear(*W2.shape, bias=False)
        self.first.weight.data, self.second.weight.data = W1.T, W2.T
        return self.second(torch.relu(self.first(X)))


model = Model()


def gradients(X, Y, W1, W2):
    loss = torch.nn.functional.cross_entropy(model(X, W1, W2), Y)
    loss.backward()
    return loss.detach(), model.first.weight.grad.T, model.second.weight.grad.T


def train(X, Y, report):
    W1, W2 = 0.04 * torch.randn(784, 64), 0.1 * torch.randn(64, 10)
    for batch in torch.randperm(len(X)).split(100):
        loss, dW1, dW2 = gradients(X[batch], Y[batch], W1, W2)
        W1 -= 0.1 * dW1
        W2 -= 0.1 * dW2
    report(1, loss, W1, W2)
    return W1, W2
