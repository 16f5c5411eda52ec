// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/contacts/contactspanel.h"

#include "models/itemmodels/contactwords.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/contacts/contactstrip.h"
#include "widgets/contacts/contacttable.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {
constexpr std::chrono::seconds tickInterval{1};
constexpr qint64 quietMs = 300; // a search that is done by then shows no progress
} // namespace

ContactsPanel::ContactsPanel(ParameterFeed &feed, TimeConductor &conductor, FleetSelection &selection,
                             const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_conductor(conductor)
    , m_selection(selection)
    , m_theme(theme)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    buildControls();
    buildContent();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(controls());
    column->addLayout(m_pages, 1);
    column->addWidget(m_note);
    connectAll();
    applyTheme();
    retranslate();
}

void ContactsPanel::connectAll()
{
    connect(&m_timer, &QTimer::timeout, this, &ContactsPanel::tick);
    connect(&m_selection, &FleetSelection::selectionChanged, this, [this] {
        if (isVisible() && !m_choosing)
            follow();
    });
    connect(&m_conductor, &TimeConductor::boundsChanged, this, [this] {
        if (isVisible() && range() == Range::conductor)
            renew(false);
    });
    connect(&m_conductor, &TimeConductor::cursorChanged, this,
            [this] { m_strip->setCursorTime(m_conductor.cursor()); });
    connect(&m_search, &ContactSearch::finished, this, &ContactsPanel::take);
    connect(&m_search, &ContactSearch::progressed, this, &ContactsPanel::showProgress);
    connect(&m_planes, &PlaneSearch::finished, this, &ContactsPanel::takePlanes);
    const auto again = [this] { renew(true); };
    connect(m_scope, &QComboBox::currentIndexChanged, this, again);
    connect(m_range, &QComboBox::currentIndexChanged, this, again);
    connect(m_plane, &QComboBox::activated, this, [this] {
        m_wantedPlane = FleetPlanes::none;
        renew(true);
    });
    connect(m_elevation, &QDoubleSpinBox::valueChanged, this, again);
    connect(m_hold, &QToolButton::toggled, this, [this](bool held) {
        m_wantedHeld.clear();
        if (!held)
            follow();
    });
    connect(m_cancel, &QPushButton::clicked, this, &ContactsPanel::stop);
    connect(m_again, &QPushButton::clicked, this, again);
    connect(m_takeUp, &QPushButton::clicked, this, [this] { renew(false); });
    connect(m_export, &QToolButton::clicked, this, &ContactsPanel::askForFile);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model.setFilter(text);
        showResult();
    });
    connect(m_strip, &ContactStrip::chosen, this, [this](int contact) { choose(contact); });
    connect(m_strip, &ContactStrip::timeChosen, this, &ContactsPanel::setCursorAt);
    connect(m_strip, &ContactStrip::hoverChanged, this, &ContactsPanel::showReadout);
    connect(m_table, &ContactTable::rowChosen, this,
            [this](int row) { choose(int(m_model.order()[std::size_t(row)]), true); });
    connect(m_table, &ContactTable::rowActivated, this, [this](int row) {
        const Contact &one = m_model.contactAt(row);
        setCursorAt(one.rise.value_or(one.culmination));
    });
    connect(m_table, &ContactTable::leftUpwards, this,
            [this] { m_filter->setFocus(Qt::ShortcutFocusReason); });
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &position) { showMenu(m_table->viewport()->mapToGlobal(position)); });
    connect(&m_theme, &Theme::changed, this, &ContactsPanel::applyTheme);
    auto *find = new QShortcut(QKeySequence::Find, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_filter, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    auto *leave = new QShortcut(Qt::Key_Escape, m_filter, nullptr, nullptr, Qt::WidgetShortcut);
    connect(leave, &QShortcut::activated, m_filter, [this] {
        m_filter->clear();
        m_table->setFocus(Qt::ShortcutFocusReason);
    });
}

bool ContactsPanel::isFleet() const
{
    return m_scope->currentIndex() == 1;
}

ContactsPanel::Range ContactsPanel::range() const
{
    return Range(m_range->currentData().toInt());
}

// Strip and table of what is there now; what was chosen stays so where it is there again.
void ContactsPanel::showResult()
{
    const FleetContactsPtr &contacts = m_model.contacts();
    const bool byStation = isFleet() || !m_sides.ofStation;
    const TimeRange searched = (contacts ? m_answered : m_asked).range;
    const TimeRange shown = range() == Range::conductor ? m_conductor.bounds() : searched;
    m_strip->setContacts(contacts, m_model.order(), byStation, shown);
    m_table->setRedundant(ContactTableModel::stationColumn, m_sides.stations.size() == 1 && !isFleet());
    m_table->setRedundant(ContactTableModel::satelliteColumn, m_sides.satellites.size() == 1 && !isFleet());
    const auto all = contacts ? contacts->contacts.size() : 0;
    const auto some = m_model.order().size();
    m_counts->setText(some == all
                          ? ValueFormatter::count(all)
                          : tr("%1 of %2").arg(ValueFormatter::count(some), ValueFormatter::count(all)));
    const ElementsNote note = contacts ? elementsNote(*contacts, m_feed.time().now()) : ElementsNote();
    QString text = note.isOld ? QString(u"▲ "_s + note.text) : note.text;
    if (contacts && contacts->completeUntil < contacts->query.range.end)
        text += u' ' + tr("There are too many contacts: only those that rise before %1 are shown.")
                           .arg(ValueFormatter::fullTime(contacts->completeUntil));
    if (contacts && contacts->refused > 0 && !contacts->ages.empty())
        text +=
            u' ' + tr("Orbits that SGP4 does not take: %1.").arg(ValueFormatter::count(contacts->refused));
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_theme.color(note.isOld ? Token::caution : Token::textDim));
    m_note->setPalette(colours);
    reselect();
    showPage();
}

void ContactsPanel::showPage()
{
    const FleetContactsPtr &contacts = m_model.contacts();
    const bool any = contacts && !contacts->contacts.empty();
    m_pages->setCurrentWidget(any ? static_cast<QWidget *>(m_content) : m_empty);
    m_export->setEnabled(m_model.rowCount() > 0);
    m_again->setVisible(m_stopped && !contacts);
    m_stoppedRow->setVisible(m_stopped && contacts);
    showProgress();
    showReadout();
    if (any)
        return;
    using Obstacle = ContactSides::Obstacle;
    QString sentence;
    if (!isFleet() && m_subject == noEntity) {
        sentence = tr("Nothing is selected. Pick a satellite or a station to see when they meet.");
    } else if (m_sides.obstacle != Obstacle::none) {
        sentence = obstacleText(m_sides.obstacle, subjectName());
    } else if (m_stopped) {
        sentence = tr("The search for contacts was stopped.");
    } else if (!contacts) {
        sentence = tr("Looking for contacts …");
    } else if (contacts->ages.empty()) {
        sentence = tr("SGP4 does not take the orbit: its elements are outside the theory.");
    } else {
        sentence = tr("No contact above %1 from %2 to %3.")
                       .arg(QLocale().toString(contacts->query.minElevationDegrees, 'f', 0) + u"°"_s,
                            ValueFormatter::timeOfDay(m_answered.range.start, false),
                            ValueFormatter::fullTime(m_answered.range.end));
    }
    m_emptySentence->setText(sentence);
}

void ContactsPanel::showProgress()
{
    const bool running =
        m_search.isRunning() && m_sinceRequest.isValid() && m_sinceRequest.elapsed() > quietMs;
    m_progressRow->setVisible(running);
    if (!running)
        return;
    m_progress->setValue(int(m_search.share() * 1000));
    const auto left = m_search.secondsLeft();
    const QString percent = QLocale().toString(int(m_search.share() * 100)) + u" %"_s;
    m_progress->setFormat(
        left ? tr("%1, about %2 left").arg(percent, ValueFormatter::age(std::max(1.0, std::ceil(*left))))
             : percent);
    m_progress->setAccessibleName(tr("Looking for contacts"));
    m_progress->setToolTip(tr("%1 satellites, %2 stations")
                               .arg(ValueFormatter::count(m_sides.satellites.size()),
                                    ValueFormatter::count(m_sides.stations.size())));
}

// What the pointer is on; else what is chosen; else what comes next.
void ContactsPanel::showReadout()
{
    const FleetContactsPtr &contacts = m_model.contacts();
    QString text;
    if (contacts && !contacts->contacts.empty()) {
        const Timestamp now = m_feed.time().now();
        int shown = m_strip->hovered() >= 0 ? m_strip->hovered() : m_strip->selected();
        if (shown < 0) {
            const auto next = std::ranges::find_if(contacts->contacts, [now](const Contact &one) {
                return phaseOf(one, now).kind == ContactPhase::Kind::coming;
            });
            shown = next == contacts->contacts.end() ? -1 : int(next - contacts->contacts.begin());
        }
        if (shown >= 0) {
            const Contact &one = contacts->contacts[std::size_t(shown)];
            text = phaseText(phaseOf(one, now)) + u" · "_s + contactText(*contacts, one);
        }
    }
    m_readout->setText(text);
    m_strip->setAccessibleDescription(text);
}

void ContactsPanel::showSubject()
{
    m_hold->setEnabled(!isFleet() && (m_subject != noEntity || m_hold->isChecked()));
    m_name->setText(isFleet() ? QString() : subjectName());
    m_plane->setVisible(m_sides.satellites.size() > 1 || isFleet() || m_sides.ofStation);
}

QString ContactsPanel::subjectName() const
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    if (desk::index(m_subject) >= catalogue.entityCount())
        return ValueFormatter::unknown();
    const EntityDefinition &entity = catalogue.entity(m_subject);
    const QString node = QString::fromStdString(catalogue.node(entity.node).name);
    return entity.dst == noNode
               ? node
               : QString(node + u" → "_s + QString::fromStdString(catalogue.node(entity.dst).name));
}

// The contact is marked here, and the node at its other end selected everywhere.
void ContactsPanel::choose(int contact, bool inTable)
{
    m_strip->select(contact);
    if (!inTable)
        m_table->showRow(contact < 0 ? -1 : m_model.rowOf(std::uint32_t(contact)));
    m_chosen.reset();
    if (contact >= 0) {
        const Contact &one = m_model.contacts()->contacts[std::size_t(contact)];
        m_chosen = {m_model.satelliteOf(one).id, m_model.stationOf(one).id, one.culmination};
        const bool satellite = isFleet() || m_sides.ofStation;
        const EntityId other = (satellite ? m_model.satelliteOf(one) : m_model.stationOf(one)).entity;
        const QScopedValueRollback choosing(m_choosing, true);
        if (other != noEntity)
            m_selection.select(other);
        m_seen = m_selection.selected();
    }
    showReadout();
}

void ContactsPanel::reselect()
{
    const FleetContactsPtr &contacts = m_model.contacts();
    int found = ContactStrip::noContact;
    if (m_chosen && contacts) {
        constexpr std::chrono::minutes near{1};
        const auto same = std::ranges::find_if(contacts->contacts, [&](const Contact &one) {
            return std::chrono::abs(one.culmination - m_chosen->culmination) < near &&
                   m_model.satelliteOf(one).id == m_chosen->satellite &&
                   m_model.stationOf(one).id == m_chosen->station;
        });
        if (same != contacts->contacts.end() &&
            m_model.rowOf(std::uint32_t(same - contacts->contacts.begin())) >= 0)
            found = int(same - contacts->contacts.begin());
    }
    if (found >= 0) {
        m_strip->select(found);
        m_table->showRow(m_model.rowOf(std::uint32_t(found)));
    }
}

void ContactsPanel::setCursorAt(Timestamp time)
{
    m_conductor.setCursor(time);
}

void ContactsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_timer.start(tickInterval);
    m_strip->setCursorTime(m_conductor.cursor());
    if (m_selection.selected() != m_seen)
        follow();
    else if (!m_model.contacts() && !m_stopped)
        renew(true);
    tick();
}

void ContactsPanel::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    m_search.cancel();
    m_waits = false;
    QWidget::hideEvent(event);
}

void ContactsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace desk
