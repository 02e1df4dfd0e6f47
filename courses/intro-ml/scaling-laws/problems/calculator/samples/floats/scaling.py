def params(config):
    d, f = float(config["width"]), float(config["inner"])
    per_layer = 2 * d + 4 * d**2 + 3 * d * f
    return config["layers"] * per_layer + d + (2 - int(config["tied"])) * config["vocab"] * d


def bytes(n, kind):
    digits = int("".join(c for c in kind if c.isdigit()))
    return n * digits / 8


tokens = lambda n: n * 20.0


def flops(n, d):
    return 6.0 * n * d
