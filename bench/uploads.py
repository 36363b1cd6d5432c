#!/usr/bin/env python3
"""Hostile files as answers: seconds, processor time and peak memory of the server for each, and what it says.

    bench/uploads.py --saphan target/release/saphan --data DIR

Starts `saphan demo` on loopback with a new folder DIR, brings a form that asks for a file of any kind, and answers it with files of about 24 MB that
are made to cost much: parts of nothing, parts inside parts, lengths that reach beyond the end, pictures that claim to be huge. Each must be
refused in words or kept clean; the server must answer the next one.
"""

import argparse
import gzip
import re
import signal
import struct
import subprocess
import time
import urllib.error
import uuid
import zlib

from demo import forget_peak, memory
from pages import PASSWORD, Browser, Fields, cpu

SIZE = 24 * 1024 * 1024
FORM = """| survey |
| | type | name | label | bind::saphan:class |
| | file | doc | Document | work |
| settings |
| | form_id | version |
| | anyfile | 1 |
"""
FTYP = struct.pack(">I", 16) + b"ftypisom\0\0\0\0"


def png(*chunks):
    whole = b"\x89PNG\r\n\x1a\n"
    for name, content in chunks:
        whole += struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    return whole


def header(width, height):
    return b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)


def boxes(sizes_and_names):
    return b"".join(struct.pack(">I", size) + name for size, name in sizes_and_names)


def frames(count):
    """A WebP file of frames inside frames."""
    inner = [b"ANMF" + struct.pack("<I", 24 * at - 8) + b"\0" * 16 for at in range(count, 0, -1)]
    return riff(b"WEBP", b"".join(inner))


def riff(kind, content):
    return b"RIFF" + struct.pack("<I", 4 + len(content)) + kind + content


def files():
    empty = struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    yield "chunks of nothing.png", png(header(9, 9)) + empty * (SIZE // 12) + png((b"IEND", b""))[8:]
    yield "claims to be huge.png", png(header(60_000, 60_000), (b"IDAT", b"x"), (b"IEND", b""))
    yield "segments of nothing.jpg", b"\xff\xd8" + b"\xff\xe1\x00\x02" * (SIZE // 4) + b"\xff\xda\x00\x02\xff\xd9"
    yield "nothing but fill.jpg", b"\xff\xd8" + b"\xff" * SIZE
    yield "frames in frames.webp", frames(SIZE // 24)
    yield "chunks of nothing.webp", riff(b"WEBP", b"EXIF\0\0\0\0" * (SIZE // 8))
    yield "chunks of nothing.wav", riff(b"WAVE", b"LIST\0\0\0\0" * (SIZE // 8))
    yield "boxes in boxes.mp4", FTYP + boxes((8 * at, b"trak") for at in range(SIZE // 8, 0, -1))
    yield "boxes of nothing.mp4", FTYP + boxes([(8, b"free")]) * (SIZE // 8)
    yield "boxes without end.mp4", FTYP + boxes([(0, b"moov")]) * (SIZE // 8)
    yield "notes of nothing.mp4", FTYP + boxes([(8 + SIZE // 8 * 8, b"moov")]) + boxes([(8, b"udta")]) * (SIZE // 8)
    yield "beyond the end.mp4", FTYP + boxes([(1, b"mdat")]) + struct.pack(">Q", 2**63 - 1)
    yield "tags of nothing.mp3", b"ID3\x04\0\0\0\0\0\0" * (SIZE // 10)
    yield "pages of nothing.ogg", (b"OggS\0\0" + b"\0" * 21) * (SIZE // 27)
    yield "clusters of nothing.webm", b"\x1aE\xdf\xa3\x84webm\x18\x53\x80\x67\x01" + b"\xff" * 7 + b"\x1f\x43\xb6\x75\x80" * (SIZE // 5)


def token(page):
    return re.search(r'name="csrf" value="([^"]*)"', page).group(1)


def upload(browser, path, fields, field, name, content):
    boundary = uuid.uuid4().hex
    part = f'--{boundary}\r\ncontent-disposition: form-data; name="{{}}"'
    body = "".join(f"{part.format(name)}\r\n\r\n{value}\r\n" for name, value in fields).encode()
    body += f'{part.format(field)}; filename="{name}"\r\ncontent-type: application/octet-stream\r\n\r\n'.encode() + content
    body += f"\r\n--{boundary}--\r\n".encode()
    return browser.ask(path, body, [("content-type", f"multipart/form-data; boundary={boundary}")])


def said(error):
    text = error.read()
    text = gzip.decompress(text) if error.headers.get("content-encoding") == "gzip" else text
    words = re.search(r'class="error"[^>]*>([^<]*)', text.decode())
    return f"refused: {words.group(1) if words else error.code}"


def measure(browser, kind, name, content):
    pid = browser.pid
    forget_peak(pid)
    _, page, _ = browser.ask(f"{kind}/new")
    used, began = cpu(pid), time.monotonic()
    try:
        fields = [*Fields(page).sent, ("save", "yes")]
        upload(browser, f"{kind}/new", fields, "file:/doc", name, content)
        answer = "kept"
    except urllib.error.HTTPError as error:
        answer = said(error)
    took, used = time.monotonic() - began, cpu(pid) - used
    print(f"| {name} | {len(content) / 1e6:.1f} | {took:.2f} | {used:.2f} | {memory(pid, 'VmHWM')} | {answer} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--saphan", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--port", type=int, default=8797)
    given = parser.parse_args()
    base = f"http://127.0.0.1:{given.port}"
    command = [given.saphan, "demo", "--data", given.data, "--listen", base.removeprefix("http://")]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        browser = Browser(base, server.pid)
        for _ in range(120):
            try:
                _, page, _ = browser.ask("/sign-in")
                break
            except OSError:
                time.sleep(0.5)
        browser.post("/sign-in", [("csrf", token(page)), ("login", "coordinator"), ("password", PASSWORD)])
        _, page, _ = browser.ask("/forms")
        _, page, _ = upload(browser, "/forms", [("csrf", token(page))], "file", "anyfile.md", FORM.encode())
        address, page, _ = browser.post("/forms/publish", [("csrf", token(page)), ("form", "anyfile"), ("version", "1")])
        kind = re.search(r"/records/own-[0-9a-f]+/anyfile", address + page).group()
        print("| file | MB | s | s CPU | peak MB | |\n|---|---|---|---|---|---|")
        for name, content in files():
            measure(browser, kind, name, content)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


if __name__ == "__main__":
    main()
