"""How the crawl behaves on the web: every Scrapy setting that differs from its default, and why.

`scrapy.cfg` points here. What depends on the niche (delay, user agent, limits) is added by `crawl.run`. Own settings
begin with LINKFINDER_. See docs/reference/crawling.md.
"""

from linkfinder.version import user_agent

BOT_NAME = "linkfinder"
SPIDER_MODULES = ["linkfinder.crawl.spiders"]

# Who we are; the token in robots.txt is `net.robots.PRODUCT_TOKEN`.
USER_AGENT = user_agent()
DEFAULT_REQUEST_HEADERS = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"}  # in any language

# The frontier is in the database; Scrapy's own queues lose a crawl on kill -9 and slow down with thousands of hosts.
SCHEDULER = "linkfinder.crawl.scheduler.FrontierScheduler"
LINKFINDER_SITES_LEASED = 256  # at a delay of a second this feeds 256 pages a second, more than one core reads
LINKFINDER_PAGES_LEASED = 16  # of a site at a time: the rest stays in the database, where it costs no memory
LINKFINDER_LEASE_SECONDS = 60.0  # renewed every third of it; what a dead worker held waits no longer than this
LINKFINDER_MAX_WAIT = 60.0  # seconds a run waits for a page that is not due yet before it ends without it

# One request at a time to a site (its registrable domain is the slot), `delay` seconds apart.
CONCURRENT_REQUESTS = 100  # sites asked at one moment; a slow one holds its place for DOWNLOAD_TIMEOUT at most
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.0  # jitter hides a robot; this one says its name
LINKFINDER_RATE_LIMIT_WAIT = 60.0  # seconds to wait after a 429 that names no time

# An event loop in C: it saves a tenth of the CPU of a page.
ASYNCIO_EVENT_LOOP = "uvloop.Loop"

# What one answer may cost.
DOWNLOAD_TIMEOUT = 20  # seconds for a whole answer; a clean stop waits for the last one and must end within 30
DOWNLOAD_MAXSIZE = 5 * 1024 * 1024  # decoded bytes: bombs end here; no page that people read is larger
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False  # a page whose Content-Length lies is still a page
REACTOR_THREADPOOL_MAXSIZE = 40  # names are looked up here; a dead name server holds a thread for ten seconds

# Private addresses are refused before a connection is opened, names are looked up once and pinned.
TWISTED_DNS_RESOLVER = "linkfinder.crawl.resolver.GuardedResolver"
LINKFINDER_ENVIRON: dict[str, str] = {}  # proxies and allowed networks, filled in by `crawl.run`

# Only http and https; both may go through a browser, which is started when the first page needs it.
DOWNLOAD_HANDLERS = {
    "http": "linkfinder.crawl.browser_handler.BrowserHandler",
    "https": "linkfinder.crawl.browser_handler.BrowserHandler",
    "file": None,
    "ftp": None,
    "s3": None,
    "data": None,
}

# A console that runs Python for whoever reaches it has no place in a crawler.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False

# Off: no login, no session, nothing that tells a site where we come from.
COOKIES_ENABLED = False
REFERER_ENABLED = False
# Off: redirects become leads of the frontier and retries wait there, where both survive a crash.
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
RETRY_ENABLED = False
ROBOTSTXT_OBEY = False  # Scrapy's own middleware lets requests through that wait together; ours stands below

# Certificates are not verified (Scrapy's default): pages are read and nothing is sent, and a link builder wants to see
# a site whose certificate ran out yesterday. Link checks do verify, and report.

CONCURRENT_ITEMS = 1  # a page is one item; the default starts a hundred tasks for it and costs a third of the CPU
WARN_ON_GENERATOR_RETURN_VALUE = False  # re-reads the source of the callback on every page
LOG_INSTALL_ROOT_HANDLER = False  # see `crawl.logs`
MEMUSAGE_LIMIT_MB = 1500  # a leak must end the crawl, which can go on afterwards, not the server

DOWNLOADER_MIDDLEWARES = {  # in the order a request passes them
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "linkfinder.crawl.middlewares.addresses.AddressMiddleware": 100,
    "linkfinder.crawl.middlewares.robots.RobotsMiddleware": 200,
    "linkfinder.crawl.middlewares.compression.CompressionMiddleware": 590,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,  # every status is an answer here
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    "linkfinder.crawl.middlewares.render.RenderMiddleware": 500,
}
ITEM_PIPELINES = {
    "linkfinder.crawl.pipelines.normalise.NormalisePipeline": 100,
    "linkfinder.crawl.pipelines.dedupe.DedupePipeline": 200,
    "linkfinder.crawl.pipelines.store.StorePipeline": 300,
}
EXTENSIONS = {
    # Count every answer and every item, and write the counts down each minute; `crawl.pipelines.store` counts better.
    "scrapy.extensions.corestats.CoreStats": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.closespider.CloseSpider": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.spiderstate.SpiderState": None,
    "scrapy.extensions.throttle.AutoThrottle": None,
    "linkfinder.crawl.extensions.CrawlTimers": 100,
}
LINKFINDER_BATCH = 100  # visits stored together: a transaction costs as much as ten pages
LINKFINDER_BATCH_SECONDS = 0.25  # what kill -9 makes us ask again is hardly older, and sites are judged in time
