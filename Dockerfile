# Monitor as a service: docker compose up -d. How it is built and checked without an engine: docs/operations.md
FROM python:3.11.15-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
COPY requirements.lock docker/build.lock ./
RUN python -m venv /opt/build && /opt/build/bin/pip install -q --require-hashes -r build.lock \
 && python -m venv /opt/monitor && /opt/monitor/bin/pip install -q --require-hashes -r requirements.lock
COPY . .
RUN /opt/build/bin/pip wheel -q --no-build-isolation --no-deps -w /wheels . \
 && /opt/monitor/bin/pip install -q --no-index --no-deps /wheels/*.whl \
 && /opt/monitor/bin/python -m compileall -q /opt/monitor \
 && /opt/build/bin/cyclonedx-py environment /opt/monitor/bin/python --of JSON -o /opt/monitor/sbom.cdx.json \
 && /opt/monitor/bin/monitor init /config
# XML is read from strangers: below these versions known holes are open
RUN python -c "import pyexpat, sys; expat = pyexpat.version_info; \
old = [f'{name} {found} is older than {least}' for name, found, least in (('Python', sys.version_info[:3], (3, 11, 15)), ('expat', expat, (2, 8, 0))) if found < least]; \
print('base image:', *(old or ['Python and expat are recent enough']), sep=' ')" > /opt/monitor/base.txt && cat /opt/monitor/base.txt

FROM python:3.11.15-slim
COPY --from=build /opt/monitor /opt/monitor
# a configuration to begin with; mount your own folder over it
COPY --from=build /config /config
RUN mkdir /data && chown 10001:10001 /data
ENV PATH=/opt/monitor/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    MONITOR_CONFIG=/config MONITOR_DATABASE_URL=sqlite:////data/monitor.db MONITOR_HOST=0.0.0.0 MONITOR_PORT=8765
USER 10001:10001
VOLUME /data
EXPOSE 8765
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=15s --start-period=30s --retries=3 CMD ["monitor", "health"]
ENTRYPOINT ["monitor"]
CMD ["run"]
