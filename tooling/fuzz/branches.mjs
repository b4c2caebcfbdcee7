import ts from "typescript";

/**
 * A source with a mark in every arm of every branch inside functions: both of `if`, also where there is no `else`, both of
 * `?:`, what follows `&&`, `||` and `??`, cases, and bodies of loops. AssemblyScript is TypeScript to this.
 * @param {string} text
 * @param {(line: number) => string} mark answers the expression that counts the next arm, which stands in this line
 */
export function withMarks(text, mark) {
  const file = ts.createSourceFile("source.ts", text, ts.ScriptTarget.ES2022, true);
  return render(file, false);

  /** @param {ts.Node} node @param {boolean} inside a function */
  function render(node, inside) {
    const within = inside || ts.isFunctionLike(node);
    let result = "";
    let at = node.pos;
    ts.forEachChild(node, (child) => {
      result += text.slice(at, child.pos) + render(child, within);
      at = child.end;
    });
    result += text.slice(at, node.end);
    if (!inside) return result;
    if (ts.isIfStatement(node) && !node.elseStatement) result += ` else { ${markFor(node)}; }`;
    return isArm(node) ? counted(node, result) : result;
  }

  /** @param {ts.Node} node @param {string} rendered */
  function counted(node, rendered) {
    if (ts.isCaseOrDefaultClause(node)) return rendered.replace(/:/, `: ${markFor(node)};`);
    if (!ts.isStatement(node)) return `(${markFor(node)},${rendered})`;
    return `{ ${markFor(node)};${rendered} }`;
  }

  function markFor(node) {
    return mark(file.getLineAndCharacterOfPosition(node.getStart()).line + 1);
  }
}

const choosing = [
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
];

/** @param {ts.Node} node */
function isArm(node) {
  const { parent } = node;
  if (ts.isCaseOrDefaultClause(node)) return true;
  if (ts.isIfStatement(parent)) return node !== parent.expression;
  if (ts.isConditionalExpression(parent)) return node === parent.whenTrue || node === parent.whenFalse;
  if (ts.isIterationStatement(parent, false)) return node === parent.statement;
  return ts.isBinaryExpression(parent) && choosing.includes(parent.operatorToken.kind) && node === parent.right;
}
