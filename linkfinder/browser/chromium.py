"""The browser: which one is installed, how it is started, and what a page may do in it.

It sees the web only through `net.egress_proxy`, which refuses private addresses also after
redirects and for web sockets.
"""

import asyncio
import contextlib
import os
import shutil
from typing import TYPE_CHECKING, Any

from playwright.async_api import Page, WebSocketRoute
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

if TYPE_CHECKING:
    from playwright.async_api import Request as BrowserRequest

_PROGRAM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""What the programs are called on Debian, Ubuntu, Fedora and in Google's packages."""

NAVIGATION_MS = 15_000
"""A page that has not loaded by then shows nobody anything."""

_SETTLE_MS = 4_000
"""How long scripts may go on asking after the page has loaded; some never stop."""

_HEAVY = frozenset({"image", "media", "font", "texttrack", "manifest", "other", "ping", "beacon", "eventsource"})
"""What costs bytes and adds no text."""


def find_browser() -> str:
    """Return the path of an installed Chromium or Chrome, or an empty string."""
    return next((path for name in _PROGRAM_NAMES if (path := shutil.which(name))), "")


def launch_options(browser: str, proxy_url: str) -> dict[str, Any]:
    """Return how the browser is started: all traffic through the egress proxy, sandboxed unless we are root.

    Chromium refuses to sandbox for root; run linkfinder as an ordinary user to keep the sandbox.
    """
    arguments = [
        "--disable-dev-shm-usage",  # containers have 64 MB of it, and a page that needs more crashes
        "--disable-quic",  # UDP would bypass the egress proxy
        "--disable-background-networking",  # its makers' services have no business in a crawl
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--force-webrtc-ip-handling-policy",
    ]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return {
        "executable_path": browser,
        "args": arguments,
        "chromium_sandbox": os.geteuid() != 0,
        # <-loopback>: Chromium would ask its own machine without any proxy
        "proxy": {"server": proxy_url, "bypass": "<-loopback>"},
    }


async def wait_until_idle(page: Page) -> None:
    """Wait until the page's scripts are quiet, but not for ever."""
    with contextlib.suppress(PlaywrightTimeoutError):
        await page.wait_for_load_state("networkidle", timeout=_SETTLE_MS)


async def prepare_page(page: Page, _request: object = None) -> None:
    """Let a page close web sockets and pop-ups, and its context when it is closed itself."""
    await page.route_web_socket("**/*", _close_socket)
    page.on("dialog", lambda dialog: _later(dialog.dismiss()))
    page.on("popup", lambda popup: _later(popup.close()))
    page.on("close", lambda closed: _later(closed.context.close()))


async def _close_socket(socket: WebSocketRoute) -> None:
    await socket.close()


_RUNNING: set["asyncio.Task[Any]"] = set()


def _later(work: Any) -> None:
    """Do something that a browser's event cannot wait for."""
    task = asyncio.ensure_future(_quietly(work))
    _RUNNING.add(task)
    task.add_done_callback(_RUNNING.discard)


async def _quietly(work: Any) -> None:
    with contextlib.suppress(Exception):
        await work


def is_blocked_request(request: "BrowserRequest") -> bool:
    """Tell whether the browser should not ask for something: it is heavy, or it would leave the page we asked for."""
    if request.resource_type in _HEAVY:
        return True
    if not request.is_navigation_request():
        return False
    return request.frame.parent_frame is not None or request.frame.url != "about:blank"
