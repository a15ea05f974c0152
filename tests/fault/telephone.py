"""A holder's telephone: two P-256 keys, JWS (ES256) to sign and JWE (ECDH-ES+A256KW, A256GCM) to open."""
import base64
import hashlib
import json
import struct

from cryptography.hazmat.primitives import hashes, keywrap
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def jwk_of(key):
    numbers = key.public_key().public_numbers()
    return {"kty": "EC", "crv": "P-256", "x": encode(numbers.x.to_bytes(32, "big")),
            "y": encode(numbers.y.to_bytes(32, "big"))}


class Telephone:
    def __init__(self):
        self.signing, self.encryption = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())

    def sign(self, text):
        jwk = jwk_of(self.signing)
        canonical = json.dumps(jwk, sort_keys=True, separators=(",", ":")).encode()
        header = {"alg": "ES256", "kid": encode(hashlib.sha256(canonical).digest())}
        message = encode(json.dumps(header).encode()) + "." + encode(text.encode())
        r, s = decode_dss_signature(self.signing.sign(message.encode(), ec.ECDSA(hashes.SHA256())))
        return message + "." + encode(r.to_bytes(32, "big") + s.to_bytes(32, "big"))

    def registration(self, challenge):
        return {"name": "Telephone", "signing_key": jwk_of(self.signing), "encryption_key": jwk_of(self.encryption),
                "proof": self.sign(challenge)}

    def open(self, token):
        head, wrapped, iv, content, tag = token.split(".")
        epk = json.loads(decode(head))["epk"]
        numbers = ec.EllipticCurvePublicNumbers(*(int.from_bytes(decode(epk[c]), "big") for c in "xy"), ec.SECP256R1())
        secret = self.encryption.exchange(ec.ECDH(), numbers.public_key())
        algorithm = b"ECDH-ES+A256KW"
        material = (struct.pack(">I", 1) + secret + struct.pack(">I", len(algorithm)) + algorithm +
                    struct.pack(">III", 0, 0, 256))
        key = keywrap.aes_key_unwrap(hashlib.sha256(material).digest(), decode(wrapped))
        return json.loads(AESGCM(key).decrypt(decode(iv), decode(content) + decode(tag), head.encode()))
