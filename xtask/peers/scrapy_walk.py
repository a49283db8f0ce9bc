"""Walks sites with Scrapy as `gongkai scrape` does, and saves what comes: portal, column, pages of its list, entries, files.

usage: scrapy_walk.py FOLDER ADDRESS PORTAL…     ADDRESS (of this machine) stands for every host of the portals
"""
import re
import sys
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.resolver import dnscache

FOLDER, (IP, PORT), PORTALS = Path(sys.argv[1]), sys.argv[2].split(":"), sys.argv[3:]
TURNING = re.compile(r'createPageHTML\((\d+),\s*0,\s*"(\w+)",\s*"(\w+)"\)')
numbers = count()


class Walk(scrapy.Spider):
    name = "walk"
    start_urls = [f"http://{urlsplit(portal).hostname}:{PORT}/" for portal in PORTALS]

    def save(self, response):
        (FOLDER / f"{next(numbers):06}").write_bytes(response.body)

    def parse(self, response):
        self.save(response)
        for link in response.css("a"):
            if "信息公开年报" in link.css("::text").get(""):
                yield response.follow(link, self.listing)

    def listing(self, response):
        self.save(response)
        for link in response.css("ul.list a"):
            if "年度报告" in (link.attrib.get("title") or link.css("::text").get("")):
                yield response.follow(link, self.entry)
        yield from response.follow_all(response.css(".pages a"), self.listing)
        if found := TURNING.search(response.text):
            for page in range(1, int(found[1])):
                yield response.follow(f"{found[2]}_{page}.{found[3]}", self.listing)

    def entry(self, response):
        self.save(response)
        yield from response.follow_all(css='a[href*=".pdf"], a[href*=".doc"], a[href*=".xls"]', callback=self.save)


dnscache.update({urlsplit(portal).hostname: IP for portal in PORTALS})
process = CrawlerProcess({
    "ROBOTSTXT_OBEY": True, "DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS": 500, "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DNSCACHE_SIZE": 10_000, "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False,
})
process.crawl(Walk)
process.start()
