import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialType,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import type { N8nRuntime } from './runtime';

/** Stored credentials: data by credential id, or by credential type where a node names no id. */
export type CredentialData = Readonly<Record<string, ICredentialDataDecryptedObject>>;

/**
 * Does what n8n's own credentials helper does, in its order: stored data, defaults, preAuthentication (whose answer is
 * stored), authenticate, and keeping a token that n8n renewed. The OAuth 2.0 dance is not covered, nor are expressions in fields.
 */
export interface EngineCredentials {
	/** The stored data after a run: preAuthentication may have changed it. */
	stored(): CredentialData;
	readonly helper: IWorkflowExecuteAdditionalData['credentialsHelper'];
}

/** Makes the helper for one run. `typeOf` finds the class of a credential; it throws on an unknown name. */
export function createEngineCredentials(
	{ workflow: n8n }: N8nRuntime,
	typeOf: (name: string) => ICredentialType,
	initial: CredentialData,
): EngineCredentials {
	const store: Record<string, ICredentialDataDecryptedObject> = { ...initial };
	const keyOf = (details: INodeCredentialsDetails | undefined, type: string) =>
		details?.id && details.id in store ? details.id : type;

	class Helper extends n8n.ICredentialsHelper {
		override getParentTypes(name: string): string[] {
			return typeOf(name).extends ?? [];
		}

		override getCredentialsProperties(type: string): INodeProperties[] {
			const own = typeOf(type);
			return [...(own.extends ?? []).flatMap((name) => typeOf(name).properties), ...own.properties];
		}

		override isCredentialUsableByNode(): boolean {
			return true;
		}

		override async getCredentials(): Promise<ICredentials> {
			throw new Error('engine tests have no encrypted credentials');
		}

		override async getDecrypted(
			_additionalData: IWorkflowExecuteAdditionalData,
			details: INodeCredentialsDetails,
			type: string,
			_mode: unknown,
			_executeData?: IExecuteData,
		): Promise<ICredentialDataDecryptedObject> {
			const data = store[keyOf(details, type)];
			if (data === undefined) throw new Error(`the test stores no credential for ${type}`);
			const properties = this.getCredentialsProperties(type);
			const values = { ...data } as Parameters<typeof n8n.NodeHelpers.getNodeParameters>[1];
			const filled = n8n.NodeHelpers.getNodeParameters(properties, values, true, false, null, null);
			return { ...data, ...(filled as ICredentialDataDecryptedObject) };
		}

		override async updateCredentials(
			details: INodeCredentialsDetails,
			type: string,
			data: ICredentialDataDecryptedObject,
		): Promise<void> {
			store[keyOf(details, type)] = data;
		}

		override async updateCredentialsOauthTokenData(
			details: INodeCredentialsDetails,
			type: string,
			{ oauthTokenData }: ICredentialDataDecryptedObject,
		): Promise<void> {
			const key = keyOf(details, type);
			store[key] = { ...store[key], ...(oauthTokenData !== undefined && { oauthTokenData }) };
		}

		override async runPreAuthentication(): Promise<ICredentialDataDecryptedObject | undefined> {
			return undefined;
		}

		override async preAuthentication(
			helpers: IHttpRequestHelper,
			credentials: ICredentialDataDecryptedObject,
			type: string,
			node: INode,
			credentialsExpired: boolean,
		): Promise<ICredentialDataDecryptedObject | undefined> {
			const credentialType = typeOf(type);
			const token = credentialType.properties.find(
				(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
			);
			if (token === undefined || credentialType.preAuthentication === undefined) return undefined;
			if (credentials[token.name] !== '' && !credentialsExpired) return undefined;
			const fresh = await credentialType.preAuthentication.call(helpers, credentials);
			if (fresh[token.name] === undefined) return undefined;
			const key = keyOf(node.credentials?.[type], type);
			store[key] = { ...store[key], ...fresh } as ICredentialDataDecryptedObject;
			return Object.assign(credentials, fresh) as ICredentialDataDecryptedObject;
		}

		override async authenticate(
			credentials: ICredentialDataDecryptedObject,
			type: string,
			request: IHttpRequestOptions,
			workflow?: Workflow,
			node?: INode,
		): Promise<IHttpRequestOptions> {
			const { authenticate } = typeOf(type);
			if (authenticate === undefined) return request;
			if (typeof authenticate === 'function') return await authenticate(credentials, request);
			if (workflow === undefined || node === undefined) return request;
			const evaluate = (value: unknown) =>
				n8n.isExpression(value)
					? workflow.expression.getSimpleParameterValue(
							node,
							value,
							'internal',
							{ $credentials: credentials },
							undefined,
							'',
						)
					: value;
			for (const [part, values] of Object.entries(authenticate.properties)) {
				const target: Record<string, unknown> = { ...Reflect.get(request, part) };
				for (const [name, value] of Object.entries(values ?? {})) {
					target[String(evaluate(name))] = evaluate(value);
				}
				Reflect.set(request, part, target);
			}
			return request;
		}
	}
	return { stored: () => ({ ...store }), helper: new Helper() };
}
