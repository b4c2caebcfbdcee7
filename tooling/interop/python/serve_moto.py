"""Serves moto's S3 on a free port of 127.0.0.1 until its standard input ends, and prints where, as JSON.

    python serve_moto.py open      takes every request
    python serve_moto.py signed    verifies signatures; prints the key of a user who may do everything with S3
"""
import json
import logging
import os
import sys

signed = sys.argv[1] == "signed"
if signed:
    # moto counts the requests that make the user and the key; from the next one on it verifies.
    os.environ["INITIAL_NO_AUTH_ACTION_COUNT"] = "3"

import boto3  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402

# Of two writes to one key at once moto may answer one by 500 and a traceback; the store writes once more.
logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
url = f"http://{host}:{port}"
key = {"accessKeyId": "anybody", "secretAccessKey": "anything"}
if signed:
    iam = boto3.client(
        "iam", endpoint_url=url, region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x"
    )
    iam.create_user(UserName="zarrkit")
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
    iam.put_user_policy(UserName="zarrkit", PolicyName="s3", PolicyDocument=json.dumps(policy))
    made = iam.create_access_key(UserName="zarrkit")["AccessKey"]
    key = {"accessKeyId": made["AccessKeyId"], "secretAccessKey": made["SecretAccessKey"]}
print(json.dumps({"url": url, **key}), flush=True)
sys.stdin.read()
server.stop()
