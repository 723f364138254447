// Reads { "path": "Bicep text", ... } from standard input and writes what each file declares, as JSON.
// Object and array literals become JSON; any other expression becomes { "$": its text }.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';

const require = createRequire(import.meta.url);
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));

const named = (node) => node.namedChildren.filter((child) => !child.type.includes('comment'));
const unquote = (text) => (text.startsWith("'''") ? text.slice(3, -3) : text.slice(1, -1));

function value(node) {
  switch (node.type) {
    case 'string':
      return node.descendantsOfType('interpolation').length > 0 ? { $: node.text } : unquote(node.text);
    case 'number':
      return Number(node.text);
    case 'boolean':
      return node.text === 'true';
    case 'array':
      return named(node).map(value);
    case 'object':
      return object(node);
    case 'for_statement':
      return { $for: value(node.childForFieldName('body')) };
    case 'if_statement':
      return { $if: named(node)[0].text, ...object(named(node)[1]) };
    case 'call_expression':
      return { $call: node.childForFieldName('function').text, arguments: named(node.childForFieldName('arguments')).map(value) };
    case 'ternary_expression':
      return { $either: ['consequence', 'alternative'].map((side) => value(node.childForFieldName(side))) };
    default:
      return { $: node.text };
  }
}

function object(node) {
  const properties = node.namedChildren.filter((child) => child.type === 'object_property');
  return Object.fromEntries(
    properties.map((property) => {
      const [key, content] = named(property);
      return [key.type === 'string' ? unquote(key.text) : key.text, value(content)];
    }),
  );
}

function declaration(node, decorators) {
  const parts = named(node);
  const kind = node.type.replace('_declaration', '');
  const name = parts[0].text;
  const body = parts.at(-1);
  if (kind === 'parameter')
    return { kind, name, type: parts[1].text, decorators, ...(parts.length > 2 && { default: value(body) }) };
  if (kind === 'resource' || kind === 'module')
    return { kind, name, type: unquote(parts[1].text), existing: node.children.some((child) => child.type === 'existing'), body: value(body) };
  return { kind, name, body: value(body) };
}

function read(text) {
  const root = parser.parse(text).rootNode;
  const faults = root.hasError
    ? [...root.descendantsOfType('ERROR'), ...missing(root)].map((node) => `line ${node.startPosition.row + 1}`)
    : [];
  const declarations = [];
  let decorators = [];
  for (const node of named(root)) {
    if (node.type === 'decorators') decorators = named(node).map((decorator) => value(named(decorator)[0]));
    else {
      if (node.type.endsWith('_declaration')) declarations.push(declaration(node, decorators));
      decorators = [];
    }
  }
  const used = root.descendantsOfType('identifier').filter((node) => !isName(node)).map((node) => node.text);
  return { faults, declarations, used: [...new Set(used)] };
}

const isName = (node) =>
  (node.parent.type.endsWith('_declaration') || node.parent.type === 'object_property') &&
  named(node.parent)[0].id === node.id;

const missing = (node) => (node.isMissing ? [node] : node.children.flatMap(missing));

const files = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, read(text)]))));
