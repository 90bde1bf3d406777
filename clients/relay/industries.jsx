// The industries of a city as a React component, a page at a time, and handles
// with which a test uses it as a person would.
import { act, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { RelayEnvironmentProvider, useLazyLoadQuery, usePaginationFragment } from 'react-relay'
import { commitLocalUpdate, Environment, fetchQuery, graphql, Network, RecordSource, Store } from 'relay-runtime'

const pageQuery = graphql`
  query industriesPageQuery($id: ID!, $first: Int, $last: Int, $after: String, $before: String) {
    city(id: $id) { ...industriesList @arguments(first: $first, last: $last, after: $after, before: $before) }
  }
`

const listFragment = graphql`
  fragment industriesList on City
  @argumentDefinitions(first: { type: "Int" }, last: { type: "Int" }, after: { type: "String" }, before: { type: "String" })
  @refetchable(queryName: "industriesListRefetchQuery") {
    industries(first: $first, after: $after, last: $last, before: $before) @connection(key: "industriesList_industries") {
      edges { link { assertion } node { id name } }
    }
  }
`

const againQuery = graphql`
  query industriesAgainQuery($id: ID!) { node(id: $id) { ... on Industry { name nameEn } } }
`

function Industries({ city, seen }) {
  const list = usePaginationFragment(listFragment, city)
  seen.current = list
  return <ul>{list.data.industries.edges.map(({ node }) => <li key={node.id} id={node.id}>{node.name}</li>)}</ul>
}

function Page({ variables, seen }) {
  const { city } = useLazyLoadQuery(pageQuery, variables)
  return <Industries city={city} seen={seen} />
}

function connect(url) {
  const ask = async ({ text: query }, variables) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query, variables }),
    })
    return response.json()
  }
  return new Environment({ network: Network.create(ask), store: new Store(new RecordSource()) })
}

export async function mount(url, variables) {
  const environment = connect(url)
  const seen = {}
  const at = document.createElement('div')
  await act(async () => createRoot(at).render(
    <RelayEnvironmentProvider environment={environment}>
      <Suspense fallback="…"><Page variables={variables} seen={seen} /></Suspense>
    </RelayEnvironmentProvider>,
  ))
  const until = async (done) => {
    for (let i = 0; i < 500 && !done(); i++) await act(() => new Promise((resolve) => setTimeout(resolve, 10)))
    if (!done()) throw new Error(`nothing came: ${at.innerHTML}`)
  }
  await until(() => seen.current)
  const complete = (start) => new Promise((resolve, reject) => start({ onComplete: (error) => (error ? reject(error) : resolve()) }))
  return {
    list: () => {
      const items = [...at.querySelectorAll('li')]
      return { hasNext: seen.current.hasNext, hasPrevious: seen.current.hasPrevious, ids: items.map((i) => i.id), names: items.map((i) => i.textContent) }
    },
    loadNext: (n) => act(() => complete((options) => seen.current.loadNext(n, options))),
    loadPrevious: (n) => act(() => complete((options) => seen.current.loadPrevious(n, options))),
    until,
    refetch: () => act(async () => seen.current.refetch({}, { fetchPolicy: 'network-only' })),
    again: (id) => act(() => fetchQuery(environment, againQuery, { id }).toPromise()),
    rename: (id, name) => act(async () => commitLocalUpdate(environment, (store) => store.get(id).setValue(name, 'name'))),
  }
}
