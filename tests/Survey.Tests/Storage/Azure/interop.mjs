// Writes and reads with Microsoft's own clients, for the tests of ours.
// node interop.mjs <connection string> <command> <table or container>
import { createHash } from "node:crypto";
import { TableClient } from "@azure/data-tables";
import { BlobServiceClient } from "@azure/storage-blob";

const [connection, command, name] = process.argv.slice(2);
const table = () =>
  TableClient.fromConnectionString(connection, name, { allowInsecureConnection: true });
const container = () =>
  BlobServiceClient.fromConnectionString(connection).getContainerClient(name);
const row = (i) => String(i).padStart(5, "0");
const print = (value) =>
  console.log(JSON.stringify(value, (_, v) => (typeof v === "bigint" ? String(v) : v)));

/** Every property as [type, text], as the service stored it. */
function describe(entity) {
  const properties = {};
  for (const [key, property] of Object.entries(entity)) {
    if (["etag", "timestamp", "partitionKey", "rowKey"].includes(key) || key.startsWith("odata."))
      continue;
    properties[key] = [property.type, String(property.value)];
  }
  return { row: entity.rowKey, etag: entity.etag, properties };
}

const commands = {
  async "write-rows"() {
    const rows = table();
    await rows.createTable();
    await rows.createEntity({
      partitionKey: "p",
      rowKey: "every",
      text: "olá",
      int: -7,
      long: { type: "Int64", value: "9223372036854775807" },
      double: 0.1,
      wholeDouble: { type: "Double", value: "3" },
      yes: true,
      time: { type: "DateTime", value: "2026-09-30T23:00:00.0000007Z" },
      guid: { type: "Guid", value: "6f9619ff-8b86-d011-b42d-00cf4fc964ff" },
      bytes: new Uint8Array([0, 255, 7]),
    });
    for (let start = 0; start < 2500; start += 100)
      await rows.submitTransaction(
        Array.from({ length: 100 }, (_, i) => [
          "create",
          { partitionKey: "many", rowKey: row(start + i), value: `${start + i}` },
        ]),
      );
  },

  async "read-rows"() {
    const rows = [];
    const found = table().listEntities({
      queryOptions: { filter: "PartitionKey eq 'p'" },
      disableTypeConversion: true,
    });
    for await (const entity of found) rows.push(describe(entity));
    let many = 0;
    const pages = table().listEntities({ queryOptions: { filter: "PartitionKey eq 'many'" } });
    for await (const entity of pages)
      if (entity.rowKey === row(many) && entity.value === `${many}`) many++;
    print({ rows, many });
  },

  // Changes the row that ours has read: our ETag is old from then on.
  async "change-row"() {
    const entity = await table().getEntity("p", "every");
    await table().updateEntity(
      { partitionKey: "p", rowKey: "every", text: "changed by the other" },
      "Replace",
      { etag: entity.etag },
    );
  },

  async "write-blobs"() {
    await container().create();
    for (const [file, type, content] of [
      ["w/r1/estimates.csv", "text/csv", "wave\r\n"],
      ["w/r1/release.zip", "application/zip", Buffer.from([80, 75, 0, 255])],
    ])
      await container()
        .getBlockBlobClient(file)
        .upload(content, content.length, { blobHTTPHeaders: { blobContentType: type } });
  },

  async "read-blobs"() {
    const blobs = [];
    for await (const blob of container().listBlobsFlat({ prefix: "w/" })) {
      const client = container().getBlobClient(blob.name);
      const content = await client.downloadToBuffer();
      const properties = await client.getProperties();
      blobs.push({
        name: blob.name,
        type: properties.contentType,
        md5: Buffer.from(properties.contentMD5).toString("base64"),
        sha256: createHash("sha256").update(content).digest("hex"),
      });
    }
    print(blobs);
  },
};

await commands[command]();
