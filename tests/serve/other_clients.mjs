// The SDK for JavaScript v3 against the address in its first argument: prints what it was answered, as JSON.
import { KinesisClient, CreateStreamCommand, PutRecordsCommand, PutRecordCommand, DescribeStreamSummaryCommand, waitUntilStreamExists } from "@aws-sdk/client-kinesis";
import { LambdaClient, CreateEventSourceMappingCommand, GetEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import { CloudWatchClient, PutMetricAlarmCommand, DescribeAlarmsCommand, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { SQSClient, CreateQueueCommand, SendMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { NodeHttpHandler } from "@smithy/node-http-handler";
const settings = { requestHandler: new NodeHttpHandler(), endpoint: process.argv[2], region: "us-east-1", credentials: { accessKeyId: "AKIDJS", secretAccessKey: "any" }, maxAttempts: 1 };
const kinesis = new KinesisClient(settings), lambda = new LambdaClient(settings), cloudwatch = new CloudWatchClient(settings), sqs = new SQSClient(settings);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (ask) => { for (let tries = 0; tries < 300; tries++) { const found = await ask(); if (found) return found; await sleep(100); } throw new Error(`never: ${ask}`); };
const said = {};
await kinesis.send(new CreateStreamCommand({ StreamName: "js", ShardCount: 1 }));
const stream = await until(async () => { const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName: "js" })); return StreamDescriptionSummary.StreamStatus === "ACTIVE" && StreamDescriptionSummary; });
const put = await kinesis.send(new PutRecordCommand({ StreamName: "js", Data: Buffer.from("one"), PartitionKey: "k" }));
said.shard = put.ShardId;
const records = Array.from({ length: 500 }, (_, n) => ({ Data: Buffer.alloc(4000, n % 250), PartitionKey: "k" }));
const many = await kinesis.send(new PutRecordsCommand({ StreamName: "js", Records: records }));
said.failed = many.FailedRecordCount;
said.codes = [...new Set(many.Records.map((each) => each.ErrorCode).filter(Boolean))];
const mapping = await lambda.send(new CreateEventSourceMappingCommand({ FunctionName: "bill", EventSourceArn: stream.StreamARN, StartingPosition: "LATEST", MaximumRetryAttempts: 0 }));
const dimensions = [{ Name: "FunctionName", Value: "bill" }];
await cloudwatch.send(new PutMetricAlarmCommand({ AlarmName: "js", Namespace: "AWS/Lambda", MetricName: "Errors", Dimensions: dimensions, Statistic: "Sum", Period: 60, EvaluationPeriods: 1, Threshold: 1, TreatMissingData: "ignore", ComparisonOperator: "GreaterThanOrEqualToThreshold" }));
await until(async () => (await lambda.send(new GetEventSourceMappingCommand({ UUID: mapping.UUID }))).State === "Enabled");
await kinesis.send(new PutRecordCommand({ StreamName: "js", Data: Buffer.from("poison"), PartitionKey: "k" }));
const [alarm] = await until(async () => { const { MetricAlarms } = await cloudwatch.send(new DescribeAlarmsCommand({ StateValue: "ALARM" })); return MetricAlarms.length && MetricAlarms; });
said.alarm = alarm.AlarmName;
const at = alarm.StateUpdatedTimestamp.getTime();
const { MetricDataResults } = await cloudwatch.send(new GetMetricDataCommand({ StartTime: new Date(at - 3600e3), EndTime: new Date(at + 3600e3), MetricDataQueries: [{ Id: "e", MetricStat: { Metric: { Namespace: "AWS/Lambda", MetricName: "Errors", Dimensions: dimensions }, Period: 60, Stat: "Sum" } }] }));
said.errors = MetricDataResults[0].Values.reduce((a, b) => a + b, 0);
try { await kinesis.send(new PutRecordCommand({ StreamName: "none", Data: Buffer.from("x"), PartitionKey: "k" })); } catch (error) { said.unknown = error.name; }
try { await cloudwatch.send(new GetMetricDataCommand({ StartTime: new Date(at), EndTime: new Date(at), MetricDataQueries: [{ Id: "e", MetricStat: { Metric: { Namespace: "AWS/Lambda", MetricName: "Errors", Dimensions: dimensions }, Period: 60, Stat: "Sum" } }] })); } catch (error) { said.window = error.name; }
const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "js" }));
await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "hi" }));
said.message = (await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }))).Messages[0].Body;
console.log(JSON.stringify(said));
