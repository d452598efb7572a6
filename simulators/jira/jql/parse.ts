import { JastBuilder, type Clause, type Operand } from '@atlaskit/jql-ast';
import { jqlRefusal, jqlSyntaxRefusal } from './errors';
import { checkJqlStrings, readJqlText } from './strings';

/** What stands on the right of an operator. */
export type JqlOperand =
	| { readonly kind: 'value'; readonly text: string; readonly quoted: boolean }
	| { readonly kind: 'call'; readonly name: string; readonly values: readonly string[] }
	| { readonly kind: 'empty' };

/** The condition of a query. */
export type JqlNode =
	| { readonly kind: 'all' | 'any'; readonly nodes: readonly JqlNode[] }
	| { readonly kind: 'not'; readonly node: JqlNode }
	| {
			readonly kind: 'test';
			readonly field: string;
			readonly operator: string;
			readonly operands: readonly JqlOperand[];
	  };

export interface JqlOrder {
	readonly field: string;
	readonly descending: boolean;
}

export interface JqlQuery {
	/** Nothing: every issue. */
	readonly where: JqlNode | undefined;
	readonly orderBy: readonly JqlOrder[];
}

/** Queries parsed lately: the grammar is slow, and a test asks the same again and again. */
const parsed = new Map<string, JqlQuery>();
const MOST_PARSED = 2_000;

/** Parses a query with Atlassian's own grammar. Throws Jira's 400 on a query that is spelled wrongly. */
export function parseJql(jql: string): JqlQuery {
	const known = parsed.get(jql);
	if (known !== undefined) return known;
	const query = parseAnew(jql);
	if (parsed.size >= MOST_PARSED) parsed.clear();
	parsed.set(jql, query);
	return query;
}

function parseAnew(jql: string): JqlQuery {
	checkJqlStrings(jql);
	const { query, errors } = new JastBuilder().build(jql);
	const [error] = errors;
	if (error !== undefined || query === undefined) {
		const line = error !== undefined && 'line' in error ? Number(error.line) : 1;
		const at =
			error !== undefined && 'charPositionInLine' in error ? Number(error.charPositionInLine) : 0;
		throw jqlSyntaxRefusal(describe(jql, line, at), line, at + 1);
	}
	const orderBy = (query.orderBy?.fields ?? []).map(({ field, direction }) => ({
		field: readJqlText(field.text).text,
		descending: direction?.value?.toUpperCase() === 'DESC',
	}));
	return { where: query.where === undefined ? undefined : toNode(query.where), orderBy };
}

function describe(jql: string, line: number, at: number): string {
	const rest = (jql.split('\n')[line - 1] ?? '').slice(at);
	const word = /^\S+/.exec(rest)?.[0];
	return word === undefined
		? 'Expecting either a value, list or function before the end of the query.'
		: `Expecting either a value, list or function but got '${word}'. You must surround '${word}' in quotation marks to use it as a value.`;
}

function toNode(clause: Clause): JqlNode {
	if (clause.clauseType === 'compound') {
		const kind = clause.operator.value === 'and' ? 'all' : 'any';
		return { kind, nodes: clause.clauses.map(toNode) };
	}
	if (clause.clauseType === 'not') return { kind: 'not', node: toNode(clause.clause) };
	const operator = clause.operator === undefined ? undefined : clause.operator.value;
	if (operator === undefined || clause.operand === undefined) {
		throw jqlRefusal('Error in the JQL Query: Expecting operator before the end of the query.');
	}
	return {
		kind: 'test',
		field: readJqlText(clause.field.text).text,
		operator,
		operands: toOperands(clause.operand),
	};
}

function toOperands(operand: Operand): readonly JqlOperand[] {
	switch (operand.operandType) {
		case 'list':
			return operand.values.flatMap(toOperands);
		case 'keyword':
			return [{ kind: 'empty' }];
		case 'function':
			return [
				{
					kind: 'call',
					name: operand.function.value,
					values: operand.arguments.map(({ text }) => readJqlText(text).text),
				},
			];
		default:
			return [{ kind: 'value', ...readJqlText(operand.text) }];
	}
}
