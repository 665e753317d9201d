"""The one place where the parts are put together."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from models.names import NameDetector, check_model
from models.shipping import ARTEFACT
from pipeline.by_epoch import ByEpoch
from pipeline.channel_files import load_channels
from pipeline.core.channel import ChannelMap
from pipeline.core.detect import Detect, all_of, no_longer_than
from pipeline.core.errors import ConfigError
from pipeline.core.findings import EntityType
from pipeline.core.mask import Audience, Render, Versions, mask
from pipeline.core.policy import Policy
from pipeline.core.quarantine import Quarantine
from pipeline.core.redact import Output, Redactor
from pipeline.core.route import Redact
from pipeline.keys import Keys
from pipeline.keyset_file import Watch
from pipeline.keyset_marks import Marks
from pipeline.operators import Renderer
from pipeline.policy_files import load_policy
from pipeline.settings import Settings
from recognizers.by_key import with_keys
from recognizers.companions import with_companions
from recognizers.echoes import with_echoes
from recognizers.engine import PatternDetector
from recognizers.labels import with_labels
from recognizers.packs import Pack, load_packs, rules_version
from recognizers.registry import Recognizers, build_recognizers
from recognizers.version import finders_version
from recognizers.vetoes import without_non_names


@dataclass(frozen=True)
class Parts:
    """Everything a process needs; each part is built when it is first asked for.

    Attributes:
        settings: What the deployment decides.
        artefact: The name model's folder.
        known: Marks of the keys that are in use already; None lets a first start
            make them.
    """

    settings: Settings
    artefact: Path = ARTEFACT
    known: Marks | None = None

    @cached_property
    def channels(self) -> dict[str, ChannelMap]:
        """Channel maps by name."""
        return load_channels(self.settings.channels)

    @cached_property
    def policy(self) -> Policy:
        """Views and their rules."""
        return load_policy(self.settings.policy)

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        """Recognizer packs."""
        return load_packs(self.settings.packs)

    @cached_property
    def recognizers(self) -> Recognizers:
        """The recognizers that the packs describe."""
        return build_recognizers(self.packs, regions=self.regions)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Regions of national phone numbers."""
        return tuple(self.settings.regions.split(","))

    @cached_property
    def patterns(self) -> PatternDetector:
        """The detector that runs the packs."""
        return PatternDetector(self.recognizers, budget_s=self.settings.budget_s)

    @cached_property
    def names(self) -> NameDetector | None:
        """The name model; None when it is off."""
        return NameDetector(self.artefact) if self.settings.model else None

    @cached_property
    def detect(self) -> Detect:
        """Every detector, but for persons that are none, and people named again."""
        detectors = (self.patterns, self.names)
        every = all_of(*(d for d in detectors if d is not None))
        looked_over = with_echoes(with_companions(without_non_names(every)))
        labelled = with_keys(with_labels(looked_over))
        return no_longer_than(self.settings.max_text, labelled)

    @cached_property
    def watch(self) -> Watch:
        """The keyring, made at the first start unless known; follows its file."""
        keyset = self.settings.keyset.get_secret_value()
        return Watch(
            self.settings.keyset_file,
            keyset,
            grace_s=self.settings.keyset_grace_s,
            epoch=self.settings.epoch,
            known=self.known,
        )

    @cached_property
    def keys(self) -> Keys:
        """The keys in force when they are first asked for."""
        return self.watch.look().at(None)

    @property
    def lacks_keys(self) -> bool:
        """Whether the next use of keys that aren't known will make new ones."""
        given = self.settings.keyset.get_secret_value()
        return not given and not self.settings.keyset_file.exists()

    @cached_property
    def quarantine(self) -> Quarantine:
        """Where what can't be checked goes, of records of now."""
        return KeyedParts(self, self.keys).quarantine

    @cached_property
    def rules(self) -> str:
        """The version of everything that says what is read and found."""
        maps = sorted(channel.digest for channel in self.channels.values())
        said = [finders_version(), rules_version(self.packs), *maps, *self.regions]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]

    def validate(self) -> None:
        """Read every file, before anything is started.

        Raises:
            ConfigError: A file is wrong or damaged, or a pack names a finder that
                isn't there.
        """
        _ = self.channels, self.policy, self.recognizers
        if self.settings.model:
            check_model(self.artefact)
        _ = self.watch  # last: what made keys has to come as far as to say so

    def require_channel(self, name: str) -> None:
        """Accept a map's name, or none.

        Raises:
            ConfigError: There is no such map.
        """
        if name and name not in self.channels:
            known = ", ".join(self.channels)
            raise ConfigError("--channel", "", f"no such map; there are {known}")

    def redactor(self, roles: Mapping[str, str | None] | None = None) -> Redactor:
        """Build the whole way.

        Args:
            roles: The views to render, each with the role that reads it; None
                renders every view of the policy for its everyday role.

        Raises:
            ConfigError: A view or role isn't in the policy.
        """
        return KeyedParts(self, self.keys).redactor(roles)

    def redactor_by_epoch(self) -> Redact:
        """Build the whole way for every view, with the keys of each record's time."""
        return ByEpoch(self.watch.look, lambda keys: KeyedParts(self, keys).redactor())


@dataclass(frozen=True)
class KeyedParts:
    """The parts that one epoch's keys go into.

    Attributes:
        parts: The others.
        keys: The keys.
    """

    parts: Parts
    keys: Keys

    @cached_property
    def render(self) -> Render:
        """What renders a text for a view."""
        return Renderer(self.keys.token, self.parts.regions)

    @cached_property
    def quarantine(self) -> Quarantine:
        """Where what can't be checked goes."""
        settings = self.parts.settings
        return Quarantine(
            topic=settings.quarantine,
            seal=self.keys.seal,
            token=self.keys.token,
            max_bytes=settings.max_bytes,
        )

    @cached_property
    def versions(self) -> Versions:
        """What masked records say they were made by."""
        parts = self.parts
        return Versions(
            policy=parts.policy.stamp,
            rules=parts.rules,
            model=parts.names.version if parts.names else "",
            epoch=self.keys.epoch,
        )

    def redactor(self, roles: Mapping[str, str | None] | None = None) -> Redactor:
        """Build the whole way; see `Parts.redactor`."""
        parts = self.parts
        chosen = dict.fromkeys(parts.policy.views) if roles is None else roles
        return Redactor(
            channels=parts.channels,
            detect=parts.detect,
            outputs=[self._output(view, role) for view, role in chosen.items()],
            quarantine=self.quarantine,
            kept=frozenset[EntityType]().union(
                *(parts.policy.view(v).kept(role) for v, role in chosen.items())
            ),
            max_bytes=parts.settings.max_bytes,
        )

    def _output(self, name: str, role: str | None) -> Output:
        view = self.parts.policy.view(name)
        view.check_role(role)
        audience = Audience(
            view=view,
            role=role,
            render=self.render,
            token=self.keys.token,
            versions=self.versions,
        )
        topic = f"{self.parts.settings.outgoing}.{name}"
        return Output(view=name, topic=topic, mask=partial(mask, audience=audience))
