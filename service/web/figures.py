"""The figures of /metrics, read from the journal when they are asked for."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from service.web.house import House
from service.web.standing import all_problems


def figures(house: House) -> bytes:
    """Return the figures in the Prometheus text format."""
    registry = CollectorRegistry()
    registry.register(_Figures(house))
    return generate_latest(registry)


class _Figures(Collector):
    def __init__(self, house: House) -> None:
        self._house = house

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Read the journal once."""
        journal = self._house.journal
        state = journal.snapshots.state()
        yield self._effects()
        yield GaugeMetricFamily("naryad_orders", "Orders in the workbook.", journal.snapshots.count("orders"))
        yield GaugeMetricFamily("naryad_problems", "Problems that people should mend.", len(all_problems(journal)))
        yield GaugeMetricFamily("naryad_generation", "Writes to the workbook so far.", state.generation)
        yield GaugeMetricFamily(
            "naryad_quarantine", "1 while a person's answer is awaited.", state.quarantine is not None
        )
        polled = self._house.last_poll()
        if polled is not None:
            age = (self._house.clock.now() - polled).total_seconds()
            yield GaugeMetricFamily("naryad_last_poll_age_seconds", "Seconds since the last look at the workbook.", age)

    def _effects(self) -> GaugeMetricFamily:
        family = GaugeMetricFamily("naryad_effects", "Effects by state.", labels=["state"])
        for state, count in self._house.journal.outbox.counts().items():
            family.add_metric([state.value], count)
        return family
