// The same work as AzureStorage.cs, done by @azure/data-tables; prints operations per second.
// node tables.mjs <connection string> <insert or read> <table> <operations> <at once>
import { TableClient } from "@azure/data-tables";

const [connection, command, name, operations, atOnce] = process.argv.slice(2);
const table = TableClient.fromConnectionString(connection, name, {
  allowInsecureConnection: true,
});
const answers = "2".repeat(200);

/** Runs the work by so many at once; operations per second, after a tenth of them to warm up. */
async function measure(count, work) {
  const warm = Math.floor(count / 10);
  let next = 0;
  let started = 0;
  const worker = async () => {
    for (let i = next++; i < count + warm; i = next++) {
      if (i === warm) started = performance.now();
      await work(i);
    }
  };
  await Promise.all(Array.from({ length: Number(atOnce) }, worker));
  return (count * 1000) / (performance.now() - started);
}

if (command === "insert") {
  await table.createTable();
  const rate = await measure(Number(operations), (i) =>
    table.createEntity({
      partitionKey: "p",
      rowKey: String(i).padStart(8, "0"),
      instrument: "youth-online/1",
      answers,
    }),
  );
  console.log(rate);
} else {
  let rate = 0;
  // The second time counts.
  for (let time = 0; time < 2; time++) {
    let rows = 0;
    const started = performance.now();
    const found = table.listEntities({ queryOptions: { filter: "PartitionKey eq 'p'" } });
    for await (const entity of found) if (entity.answers) rows++;
    rate = (rows * 1000) / (performance.now() - started);
  }
  console.log(rate);
}
