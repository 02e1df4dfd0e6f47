"""These are bits; a byte has eight."""
import reference


def bytes(N, dtype):
    return 8 * reference.bytes(N, dtype)
