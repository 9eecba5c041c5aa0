"""A learner's progress as a file that a mentor can verify: it carries the answers, which are graded again."""

from lablib.teaching.certificate.certificate import Answer, Certificate, NotACertificate, certify, load
from lablib.teaching.certificate.verification import Verified, verify

__all__ = ["Answer", "Certificate", "NotACertificate", "Verified", "certify", "load", "verify"]
