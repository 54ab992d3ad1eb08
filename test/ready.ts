import type { FastifyInstance } from 'fastify'

type Validators = NonNullable<FastifyInstance['validatorCompiler']>
type Serializers = NonNullable<FastifyInstance['serializerCompiler']>

let made: { validators: Validators; serializers: Serializers } | undefined

/**
 * Makes a server ready. All sites of a process have the same routes; what checks and writes their schemas is compiled for the
 * first one, and the others take it from there: otherwise that would be most of what a test file does before its first test.
 */
export async function ready(server: FastifyInstance): Promise<void> {
  if (made) server.setValidatorCompiler(made.validators).setSerializerCompiler(made.serializers)
  await server.ready()
  const { validatorCompiler, serializerCompiler } = server
  // Validators of one compiler are remembered by itself.
  if (validatorCompiler && serializerCompiler)
    made ??= { validators: validatorCompiler, serializers: remembering(serializerCompiler) }
}

function remembering(compile: Serializers): Serializers {
  const known = new WeakMap<object, ReturnType<Serializers>>()
  return (route) => {
    const schema = route.schema as object
    const before = known.get(schema) ?? compile(route)
    known.set(schema, before)
    return before
  }
}
