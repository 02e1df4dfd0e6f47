"""Strict mode's trainer. It runs in a container of its own, in which there is no train.py: the platform owns the order
of the data, the initial weights, the batches and the optimiser, and takes each step with the derivative that it
recognised in the student's gradients(). Weights that somebody brought along have no way in.

A secret share of the steps is sent out with its batch and weights; the platform then asks the student's gradients() for
them, in another container, and recomputes them in float64 outside (graders/mnist/src/strict.ts).

Names as in the course's derivation: Z = X W1 + b1, H = act(Z), O = H W2 + b2, and dA = ∂L/∂A; L is a mean over examples.
"""

import math
import types

import numpy as np
import torch
from torch.nn import functional as F

from frames import encode
from training import Reporter, read_input  # noqa: F401: the same data as for train()

SIDE = 28
CLASSES = 10
#: A larger batch is shown by its first rows.
SHOWN_ROWS = 128



def leaky_relu(leak: float) -> tuple:
    return (lambda Z: F.leaky_relu(Z, leak), lambda Z, H: torch.where(Z > 0, torch.ones_like(Z), torch.full_like(Z, leak)))


def gelu_tanh(Z):
    return Z / 2 * (1 + torch.tanh(_inner(Z)))


def gelu_tanh_derivative(Z, _H):
    t = torch.tanh(_inner(Z))
    return (1 + t) / 2 + Z / 2 * (1 - t * t) * math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * Z * Z)


def _inner(Z):
    return math.sqrt(2 / math.pi) * (Z + 0.044715 * Z**3)


#: act, and act′ as a function of Z and H = act(Z).
ACTIVATIONS = {
    "relu": (torch.relu, lambda Z, H: (Z > 0).float()),
    "leaky_relu": leaky_relu(0.01),
    "leaky_relu_0.1": leaky_relu(0.1),
    "leaky_relu_0.2": leaky_relu(0.2),
    "sigmoid": (torch.sigmoid, lambda Z, H: H * (1 - H)),
    "tanh": (torch.tanh, lambda Z, H: 1 - H * H),
    "silu": (F.silu, lambda Z, H: torch.sigmoid(Z) * (1 + Z - H)),
    "gelu": (F.gelu, lambda Z, H: 0.5 * (1 + torch.erf(Z / math.sqrt(2))) + Z * torch.exp(-Z * Z / 2) / math.sqrt(2 * math.pi)),
    "gelu_tanh": (gelu_tanh, gelu_tanh_derivative),
    "elu": (F.elu, lambda Z, H: torch.where(Z > 0, torch.ones_like(Z), H + 1)),
    "softplus": (F.softplus, lambda Z, H: torch.sigmoid(Z)),
}


def cross_entropy(O, T):
    log_P = torch.log_softmax(O, 1)
    return -(T * log_P).sum(), log_P.exp() - T


def binary_cross_entropy(O, T):
    return (F.softplus(O) - T * O).sum(), torch.sigmoid(O) - T


def squared_error(O, T):
    return (O - T).square().sum(), 2 * (O - T)


def squared_error_of_sigmoids(O, T):
    P = torch.sigmoid(O)
    return (P - T).square().sum(), 2 * (P - T) * P * (1 - P)


def squared_error_of_softmax(O, T):
    P = torch.softmax(O, 1)
    dP = 2 * (P - T)
    return (P - T).square().sum(), P * (dP - (dP * P).sum(1, keepdim=True))


#: Loss and dL/dO, both summed over the examples.
LOSSES = {
    "ce": cross_entropy,
    "bce": binary_cross_entropy,
    "mse": squared_error,
    "mse_sigmoid": squared_error_of_sigmoids,
    "mse_softmax": squared_error_of_softmax,
}


def run(data: tuple, start: dict, frames) -> None:
    device = "cuda" if torch.cuda.is_available() else "cpu"
    pixels, labels = (torch.from_numpy(np.array(part)).to(device) for part in data)
    config, network = start["config"], Network(start["model"], start["config"]["H"], start["seed"], device)
    batches = Batches(pixels, labels, config, start["seed"])
    shown = set(start["steps"])
    trained = types.SimpleNamespace(rows=0)
    report, step = Reporter(frames, trained), 0
    for epoch in range(1, config["epochs"] + 1):
        total = 0.0
        for X, Y in batches.epoch():
            step += 1
            if step in shown:
                some = _arrays(X=X[:SHOWN_ROWS], W1=network.W1, W2=network.W2)
                frames.send("step", step=step, **some, Y=Y[:SHOWN_ROWS].tolist())
            total += network.learn(X, Y, _rate(config, step - 1, config["epochs"] * batches.count), config)
        trained.rows = step * config["batch"]
        report(epoch, total / batches.count, network.W1, network.W2)
    frames.send("final", **_arrays(W1=network.W1, W2=network.W2), calls=step, rows=trained.rows, wrapped=True)


def _arrays(**tensors) -> dict:
    return {name: encode(tensor.cpu().numpy()) for name, tensor in tensors.items()}


def _rate(config: dict, step: int, steps: int) -> float:
    done = step / steps
    falling = {"constant": 1.0, "linear": 1 - done, "cosine": (1 + math.cos(math.pi * done)) / 2}
    return config["lr"] * falling[config["schedule"]]


class Batches:
    """Shuffled batches of full size, each moved by up to `augment` pixels at random."""

    def __init__(self, pixels, labels, config: dict, seed: int):
        self._margin = config["augment"]
        images = F.pad(pixels.view(-1, SIDE, SIDE), (self._margin,) * 4)
        self._images, self._labels = images, labels.long()
        self._size = config["batch"]
        self._random = torch.Generator().manual_seed(seed)
        self.count = len(labels) // self._size

    def epoch(self):
        order = torch.randperm(len(self._labels), generator=self._random)[: self.count * self._size]
        for batch in order.view(self.count, self._size).to(self._labels.device):
            down, right = torch.randint(2 * self._margin + 1, (2,), generator=self._random).tolist()
            moved = self._images[batch, down : down + SIDE, right : right + SIDE]
            yield moved.reshape(self._size, SIDE * SIDE).float() / 255, self._labels[batch]


class Network:
    """Weights in layout (inputs, hidden), (hidden, outputs), with a bias as last row where the student's have one."""

    def __init__(self, model: dict, hidden: int, seed: int, device: str):
        self._model = model
        self._act, self._derivative = ACTIVATIONS[model["activation"]]
        self._loss = LOSSES[model["loss"]]
        random = torch.Generator().manual_seed(seed + 1)
        inputs = SIDE * SIDE
        self.W1 = self._initial(inputs, hidden, math.sqrt(2 / inputs), model["bias1"], random).to(device)
        self.W2 = self._initial(hidden, CLASSES, math.sqrt(0.5 / hidden), model["bias2"], random).to(device)
        self._optimiser = None

    @staticmethod
    def _initial(rows: int, columns: int, deviation: float, bias: bool, random):
        W = deviation * torch.randn(rows, columns, generator=random)
        return torch.cat([W, torch.zeros(1, columns)]) if bias else W

    def learn(self, X, Y, rate: float, config: dict) -> float:
        """One step of the optimiser with the student's multiple of the derivative; the loss before it."""
        self._optimiser = self._optimiser or make_optimiser([self.W1, self.W2], config)
        loss, dW1, dW2 = self.gradients(X, Y)
        for W, dW, law in ((self.W1, dW1, self._model["dW1"]), (self.W2, dW2, self._model["dW2"])):
            W.grad = law["scale"] * dW + law["decay"] * W
        self._optimiser.param_groups[0]["lr"] = rate
        self._optimiser.step()
        return loss.item()

    def gradients(self, X, Y):
        model, N = self._model, len(X)
        if (model["mean"], model["std"]) != (0, 1):
            X = (X - model["mean"]) / model["std"]
        T = torch.full((N, CLASSES), model["labelSmoothing"] / CLASSES, device=X.device)
        T[torch.arange(N), Y] += 1 - model["labelSmoothing"]
        Z = _affine(X, self.W1, model["bias1"])
        H = self._act(Z)
        loss, dO = self._loss(_affine(H, self.W2, model["bias2"]), T)
        dO = dO / N
        W2 = self.W2[:-1] if model["bias2"] else self.W2
        dZ = (dO @ W2.T) * self._derivative(Z, H)
        return loss / N, _weight_gradient(X, dZ, model["bias1"]), _weight_gradient(H, dO, model["bias2"])


def _affine(A, W, bias: bool):
    return torch.addmm(W[-1], A, W[:-1]) if bias else A @ W


def _weight_gradient(A, d, bias: bool):
    dW = A.T @ d
    return torch.cat([dW, d.sum(0, keepdim=True)]) if bias else dW


def make_optimiser(weights: list, config: dict):
    lr, decay = config["lr"], config["wd"]
    if config["opt"] == "adam":
        return torch.optim.Adam(weights, lr=lr, weight_decay=decay)
    if config["opt"] == "adamw":
        return torch.optim.AdamW(weights, lr=lr, weight_decay=decay)
    momentum = 0 if config["opt"] == "sgd" else config["momentum"]
    nesterov = config["opt"] == "nesterov"
    return torch.optim.SGD(weights, lr=lr, momentum=momentum, weight_decay=decay, nesterov=nesterov)
