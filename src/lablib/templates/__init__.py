"""CloudFormation and SAM templates: read, deployed in the simulator, and a function's code packed for AWS."""

from lablib.templates.deploying import Stack, deploy_template, usage_template
from lablib.templates.described import DescribedMapping, mappings_in, mappings_of_other_sources_in
from lablib.templates.filling import load_template
from lablib.templates.loading import TemplateError, Unknown
from lablib.templates.packaging import package_function
from lablib.templates.used_code import NotPackable

__all__ = [
    "DescribedMapping",
    "NotPackable",
    "Stack",
    "TemplateError",
    "Unknown",
    "deploy_template",
    "load_template",
    "mappings_in",
    "mappings_of_other_sources_in",
    "package_function",
    "usage_template",
]
