"""The gated feed-forward layer has three matrices: gate, up and down."""
import reference


def params(cfg):
    return reference.params(cfg, matrices=2)
