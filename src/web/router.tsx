import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { offerChosen } from './chosen.tsx'
import { offerSlots } from './document-slots.ts'
import { SignInSheet } from './frame/sign-in-sheet.tsx'
import { parseSearch, stringifySearch } from './kit/url-state.ts'
import { rooms } from './rooms.ts'
import { Home } from './screens/home.tsx'
import { Broken, NotFound } from './screens/not-found.tsx'
import { PostLayout, Start } from './screens/post-layout.tsx'

offerSlots(rooms)
offerChosen(rooms)

const root = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <SignInSheet />
    </>
  ),
  notFoundComponent: NotFound,
})

const start = createRoute({ getParentRoute: () => root, path: '/', component: Start })

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: lazyRouteComponent(() => import('./screens/login.tsx')),
})

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./screens/setup.tsx')),
})

const post = createRoute({
  getParentRoute: () => root,
  path: '/p/$post',
  component: PostLayout,
  notFoundComponent: NotFound,
})

const home = createRoute({ getParentRoute: () => post, path: '/', component: Home })

const screens = rooms.flatMap((room) =>
  room.routes.map((route) =>
    createRoute({ getParentRoute: () => post, path: route.path, component: lazyRouteComponent(route.screen) }),
  ),
)

const pages = rooms.flatMap((room) =>
  (room.pages ?? []).map((page) =>
    createRoute({ getParentRoute: () => root, path: page.path, component: lazyRouteComponent(page.screen) }),
  ),
)

/** All addresses of the product. Every view is a link: what a screen shows stands in its address. */
export const router = createRouter({
  routeTree: root.addChildren([start, login, setup, ...pages, post.addChildren([home, ...screens])]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: false,
})
