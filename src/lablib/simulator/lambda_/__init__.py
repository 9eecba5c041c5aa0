"""Lambda: functions, the mapping that reads a stream for one, and the API over both.

endpoint  >  function_api, mapping_api, rest  >  region  >  mapping/  >  function/
"""
