"""CloudFormation and SAM templates, and what the AWS CLI describes: read, never deployed to an account."""

from lablib.templates.described import DescribedMapping, mappings_in
from lablib.templates.loading import TemplateError, Unknown, load_template

__all__ = ["DescribedMapping", "TemplateError", "Unknown", "load_template", "mappings_in"]
