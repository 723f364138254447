// Reads the estimates from one of a release's files by a reader of that format, and prints them as estimates.csv has them.
// Usage: node read-release.mjs <folder of the release> xlsx|jsonstat|sdmx
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, format] = process.argv.slice(2);
const path = (file) => join(folder, file);
const columns = "wave indicator group_by group denominator base n_eff estimate std_error ci_low ci_high people people_low people_high status".split(" ");
const fractions = new Set(["estimate", "std_error", "ci_low", "ci_high"]);

const readers = {
  async xlsx() {
    const { default: readWorkbook } = await import("read-excel-file/node");
    const sheets = await readWorkbook(path("release.xlsx"));
    const [head, ...rows] = sheets.find((one) => one.sheet === "estimates").data;
    return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));
  },

  async jsonstat() {
    const { default: JSONstat } = await import("jsonstat-toolkit");
    const data = JSONstat(JSON.parse(readFileSync(path("estimates.jsonstat.json"), "utf8")));
    const ids = (dimension) => data.Dimension(dimension).id;
    const [wave] = ids("wave");
    return ids("indicator").flatMap((indicator) =>
      ids("group").map((group) => {
        const cells = ids("measure").map((measure) => [measure, data.Data({ wave, indicator, group, measure })]);
        const [by, name] = group.split(":");
        return {
          wave, indicator, group_by: by, group: name, status: cells[0][1].status,
          ...Object.fromEntries(cells.map(([measure, cell]) => [measure, cell.value])),
        };
      }),
    );
  },

  // There is no reader of SDMX-CSV in the registry: by the words of its field guide, through the structure file.
  async sdmx() {
    const structure = readFileSync(path("sdmx-structure.xml"), "utf8");
    const codesOf = (id) => {
      const list = structure.match(new RegExp(`<str:Codelist id="CL_${id}"[^]*?</str:Codelist>`))[0];
      return new Set([...list.matchAll(/<str:Code id="([^"]+)"/g)].map((code) => code[1]));
    };
    const coded = ["FREQ", "REF_AREA", "INDICATOR", "GROUP_BY", "GROUP", "OBS_STATUS", "CONF_STATUS"];
    const codes = Object.fromEntries(coded.map((id) => [id, codesOf(id)]));
    const [, agency, version] = structure.match(/<str:Dataflow id="ESTIMATES" agencyID="([^"]+)" version="([^"]+)"/);
    const [head, ...rows] = readFileSync(path("sdmx.csv"), "utf8").trimEnd().split("\r\n").map((line) => line.split(","));
    return rows.map((cells) => {
      const row = Object.fromEntries(head.map((name, at) => [name, cells[at]]));
      if (row.STRUCTURE !== "dataflow" || row.STRUCTURE_ID !== `${agency}:ESTIMATES(${version})`) throw Error(row.STRUCTURE_ID);
      for (const id of coded) if (!codes[id].has(row[id])) throw Error(`${id} ${row[id]} is not in its code list`);
      const hidden = { A: "small", D: "linked", N: "unreliable" }[row.CONF_STATUS];
      const shown = row.STD_ERROR === "" ? "exact_interval" : "published";
      return {
        ...Object.fromEntries(columns.map((name) => [name, row[name.toUpperCase()] || null])),
        wave: row.TIME_PERIOD, estimate: row.OBS_VALUE || null,
        status: hidden ?? (row.OBS_STATUS === "M" ? "no_base" : shown),
      };
    });
  },
};

const cell = (name, value) =>
  value === null || value === undefined ? "" : fractions.has(name) ? Number(value).toFixed(4) : `${value}`;
const quoted = (text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const lines = (await readers[format]()).map((row) => columns.map((name) => quoted(cell(name, row[name]))).join(","));
process.stdout.write([columns.join(","), ...lines].map((line) => `${line}\r\n`).join(""));
