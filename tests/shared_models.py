"""Sessions of boto3 that read AWS's service models once a process: seven of them take half a second."""

import boto3
import botocore.session

from lablib.simulator.network.boto3_session import LOADER

own_session = boto3.Session


def session(*keys, region_name=None):
    """As boto3.Session, with models that are parsed already."""
    core = botocore.session.Session()
    core.register_component("data_loader", LOADER)
    return own_session(*keys, botocore_session=core, region_name=region_name)
