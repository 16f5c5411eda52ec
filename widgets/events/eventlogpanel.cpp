// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/events/eventlogpanel.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/events/eventcsv.h"
#include "widgets/events/eventdelegate.h"
#include "widgets/events/eventtext.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

// In the order of the box.
constexpr std::array levels{Severity::none, Severity::advisory, Severity::caution, Severity::warning,
                            Severity::critical};

} // namespace

EventLogPanel::EventLogPanel(const EventLog &log, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(log)
    , m_filter(m_model)
{
    m_model.setWording(eventText);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    buildTable();
    buildBar();
    m_empty = new QLabel;
    m_empty->setObjectName(u"emptySentence"_s);
    m_empty->setProperty("dim", true);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(4 * Theme::gridUnit);
    m_pages = new QStackedLayout;
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    m_problem = new QLabel;
    m_problem->setObjectName(u"problem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setMargin(Theme::gridUnit);
    m_problem->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_problem);
    column->addLayout(m_pages, 1);
    // Over the table's lower edge, so that nothing jumps when it comes.
    m_news = new QPushButton(m_table);
    m_news->setObjectName(u"news"_s);
    m_news->setFocusPolicy(Qt::NoFocus); // End does the same
    m_news->hide();
    connectAll();
    applyTheme();
    retranslate();
}

void EventLogPanel::buildTable()
{
    m_table = new QTableView;
    m_table->setObjectName(u"eventTable"_s);
    m_delegate = new EventDelegate(m_theme, m_table);
    m_table->setItemDelegate(m_delegate);
    m_table->setModel(&m_filter);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTabKeyNavigation(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->viewport()->setAttribute(Qt::WA_Hover);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setMinimumSectionSize(Theme::rowHeight);
    m_table->verticalHeader()->setDefaultSectionSize(Theme::rowHeight);
    m_table->horizontalHeader()->hide(); // shape, time, sentence
    m_table->horizontalHeader()->setMinimumSectionSize(EventDelegate::glyphSize + 2 * EventDelegate::padding);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setSectionResizeMode(EventTableModel::eventColumn, QHeaderView::Stretch);
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
}

void EventLogPanel::buildBar()
{
    m_bar = new QWidget;
    m_bar->setFixedHeight(Theme::toolbarHeight);
    m_text = new QLineEdit;
    m_text->setObjectName(u"filter"_s);
    m_text->setClearButtonEnabled(true);
    m_text->setMaxLength(200);
    m_text->setMinimumWidth(90);
    m_text->installEventFilter(this);
    m_severity = new QComboBox;
    m_severity->setObjectName(u"severity"_s);
    for (const Severity level : levels)
        m_severity->addItem({}, int(level));
    m_export = new QToolButton;
    m_export->setObjectName(u"export"_s);
    m_export->setIcon(m_theme.icon(u"export"_s));
    m_export->setFocusPolicy(Qt::TabFocus);
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    row->setSpacing(Theme::gridUnit);
    row->addWidget(m_text, 1);
    row->addWidget(m_severity);
    row->addWidget(m_export);
}

void EventLogPanel::connectAll()
{
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setText(text);
        follow();
        showPage();
    });
    connect(m_severity, &QComboBox::currentIndexChanged, this, [this](int level) {
        m_filter.setLeastSeverity(levels[std::size_t(std::max(0, level))]);
        follow();
        showPage();
    });
    connect(m_export, &QToolButton::clicked, this, &EventLogPanel::askForFile);
    connect(m_news, &QPushButton::clicked, this, &EventLogPanel::follow);
    connect(m_table, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &position) { showMenu(m_table->viewport()->mapToGlobal(position)); });
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &EventLogPanel::noteScrolling);
    connect(m_table->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] {
        if (m_following)
            m_table->scrollToBottom();
    });
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { noteNews(last - first + 1); });
    connect(&m_filter, &QAbstractItemModel::rowsRemoved, this, &EventLogPanel::showPage);
    connect(&m_theme, &Theme::changed, this, &EventLogPanel::applyTheme);
    auto *find = new QShortcut(QKeySequence::Find, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_text, [this] {
        m_text->setFocus(Qt::ShortcutFocusReason);
        m_text->selectAll();
    });
}

void EventLogPanel::noteScrolling()
{
    const QScrollBar *bar = m_table->verticalScrollBar();
    m_following = bar->value() >= bar->maximum() - Theme::rowHeight / 2;
    if (m_following) {
        m_unseen = 0;
        m_news->hide();
    }
}

void EventLogPanel::noteNews(int count)
{
    showPage();
    if (m_following) {
        m_table->scrollToBottom();
        return;
    }
    m_unseen += count;
    m_news->setText(tr("%1 new").arg(ValueFormatter::count(quint64(m_unseen))));
    m_news->adjustSize();
    const QRect room = m_table->viewport()->geometry();
    m_news->move(room.center().x() - m_news->width() / 2,
                 room.bottom() - m_news->height() - Theme::panelPadding);
    m_news->show();
}

void EventLogPanel::follow()
{
    m_following = true;
    m_unseen = 0;
    m_news->hide();
    m_table->scrollToBottom();
}

void EventLogPanel::showPage()
{
    const bool nothing = m_model.rowCount() == 0;
    m_empty->setText(
        nothing ? tr("No events yet. Starts and stops, violated limits and refused telemetry appear here.")
                : tr("No event passes the filter."));
    m_pages->setCurrentWidget(m_filter.rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_table);
    m_export->setEnabled(m_filter.rowCount() > 0);
}

void EventLogPanel::copy()
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(),
              [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    QStringList lines;
    for (const QModelIndex &row : rows) {
        const Event &event = m_model.eventAt(m_filter.mapToSource(row).row());
        lines +=
            ValueFormatter::fullTime(event.time) + u'\t' + words(event.severity) + u'\t' + eventText(event);
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

QByteArray EventLogPanel::csv() const
{
    std::vector<Event> shown;
    for (int row = 0; row < m_filter.rowCount(); ++row)
        shown.push_back(m_model.eventAt(m_filter.mapToSource(m_filter.index(row, 0)).row()));
    return eventCsv(shown);
}

Result<void> EventLogPanel::exportCsv(const QString &fileName) const
{
    return writeFile(fileName, csv());
}

void EventLogPanel::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Export the event log"), {}, tr("CSV files (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"events.csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &fileName) {
        const auto written = exportCsv(fileName);
        m_problem->setVisible(!written);
        if (!written)
            m_problem->setText(tr("%1 was not written: %2. Choose another place.")
                                   .arg(fileName, QString::fromStdString(written.error().message)));
    });
    dialog->open();
}

void EventLogPanel::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copied = menu->addAction(tr("Copy"), this, &EventLogPanel::copy);
    copied->setShortcut(QKeySequence::Copy);
    copied->setEnabled(m_table->selectionModel()->hasSelection());
    menu->addAction(tr("Export as CSV …"), this, &EventLogPanel::askForFile)
        ->setEnabled(m_export->isEnabled());
    menu->popup(position);
}

bool EventLogPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (watched == m_table && key->matches(QKeySequence::Copy)) {
        copy();
        return true;
    }
    if (watched == m_table && key->key() == Qt::Key_End) {
        m_table->selectRow(m_filter.rowCount() - 1); // Qt would go to the last column
        follow();
        return true;
    }
    if (watched == m_text && (key->key() == Qt::Key_Escape || key->key() == Qt::Key_Down)) {
        if (key->key() == Qt::Key_Escape)
            m_text->clear();
        m_table->setFocus(Qt::ShortcutFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

QJsonObject EventLogPanel::saveState() const
{
    return {{u"severity"_s, severityWord(m_filter.leastSeverity())}};
}

void EventLogPanel::restoreState(const QJsonObject &state)
{
    const QString word = state.value(u"severity"_s).toString();
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (severityWord(levels[i]) == word)
            m_severity->setCurrentIndex(int(i));
    }
}

void EventLogPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.setActive(true);
    showPage();
    if (m_following)
        m_table->scrollToBottom();
}

void EventLogPanel::hideEvent(QHideEvent *event)
{
    m_model.setActive(false);
    QWidget::hideEvent(event);
}

void EventLogPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void EventLogPanel::applyTheme()
{
    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(EventTableModel::severityColumn,
                          EventDelegate::glyphSize + 2 * EventDelegate::padding);
    header->resizeSection(EventTableModel::timeColumn,
                          QFontMetrics(m_theme.monoFont()).horizontalAdvance(u"00:00:00.000Z"_s) +
                              2 * EventDelegate::padding + 4);
    m_table->viewport()->update();
}

QString EventLogPanel::words(Severity severity) const
{
    switch (severity) {
    case Severity::none:
        break;
    case Severity::nominal:
        return tr("Nominal");
    case Severity::advisory:
        return tr("Advisory");
    case Severity::caution:
        return tr("Caution");
    case Severity::warning:
        return tr("Warning");
    case Severity::critical:
        return tr("Critical");
    }
    return tr("None", "severity");
}

void EventLogPanel::retranslate()
{
    m_text->setPlaceholderText(tr("Filter events"));
    m_text->setAccessibleName(tr("Filter events"));
    for (std::size_t i = 0; i < levels.size(); ++i)
        m_severity->setItemText(int(i), levels[i] == Severity::none ? tr("All")
                                        : levels[i] == Severity::critical
                                            ? words(levels[i])
                                            : tr("%1 or worse").arg(words(levels[i])));
    m_severity->setToolTip(tr("The least severity shown"));
    m_severity->setAccessibleName(m_severity->toolTip());
    m_export->setToolTip(tr("Export the shown events as CSV"));
    m_export->setAccessibleName(m_export->toolTip());
    m_model.setWording(eventText);
    showPage();
}

} // namespace desk
