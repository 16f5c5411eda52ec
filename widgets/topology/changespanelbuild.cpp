// SPDX-License-Identifier: GPL-3.0-or-later
// What ChangesPanel is made of: its controls, its table, its words; and the way out of it, copies and files.
#include "models/processing/topologyrecord.h"
#include "models/telemetry/timetext.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/changespanel.h"
#include "widgets/topology/changewords.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSaveFile>
#include <QShortcut>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

void ChangesPanel::buildTable()
{
    m_table = new QTableView;
    m_table->setObjectName(u"changeTable"_s);
    m_table->setModel(&m_filter);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTabKeyNavigation(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(Theme::rowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void ChangesPanel::buildBar()
{
    m_spanBox = new QComboBox;
    m_spanBox->setObjectName(u"span"_s);
    for (const Span span : {Span::shown, Span::cursor, Span::since})
        m_spanBox->addItem(QString(), int(span));
    m_sinceField = new QLineEdit;
    m_sinceField->setObjectName(u"since"_s);
    m_sinceField->setMinimumWidth(80);
    m_sinceField->setMaxLength(60);
    m_sinceField->hide();
    m_text = new QLineEdit;
    m_text->setObjectName(u"filter"_s);
    m_text->setClearButtonEnabled(true);
    m_text->setMaxLength(200);
    m_text->setMinimumWidth(70);
    const auto button = [this](const QString &name, const QString &icon) {
        auto *made = new QToolButton;
        made->setObjectName(name);
        made->setIcon(m_theme.icon(icon));
        made->setAutoRaise(true);
        made->setFocusPolicy(Qt::TabFocus);
        return made;
    };
    m_kinds = button(u"kinds"_s, u"filter"_s);
    m_kinds->setPopupMode(QToolButton::InstantPopup);
    m_kindMenu = new QMenu(m_kinds);
    m_kinds->setMenu(m_kindMenu);
    m_picture = button(u"showInPicture"_s, u"topology"_s);
    m_picture->setCheckable(true);
    m_export = button(u"export"_s, u"export"_s);
    m_head = new ElidedLabel;
    m_head->setObjectName(u"head"_s);
    m_head->setProperty("dim", true);
    m_problem = new QLabel;
    m_problem->setObjectName(u"problem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setMargin(Theme::gridUnit);
    m_problem->hide();
    m_empty = new QLabel;
    m_empty->setObjectName(u"emptySentence"_s);
    m_empty->setProperty("dim", true);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(4 * Theme::gridUnit);

    auto *row = new QHBoxLayout;
    row->setContentsMargins(Theme::panelPadding, Theme::gridUnit, Theme::panelPadding, Theme::gridUnit);
    row->setSpacing(Theme::gridUnit);
    row->addWidget(m_spanBox);
    row->addWidget(m_sinceField, 1);
    row->addWidget(m_text, 1);
    for (QToolButton *one : {m_kinds, m_picture, m_export})
        row->addWidget(one);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, Theme::gridUnit);
    head->addWidget(m_head, 1);
    m_pages = new QStackedLayout;
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addLayout(head);
    column->addWidget(m_problem);
    column->addLayout(m_pages, 1);
    fillKinds();
}

void ChangesPanel::connectAll()
{
    connect(&m_parts.record, &TopologyRecord::changed, this, &ChangesPanel::wake);
    connect(&m_parts.conductor, &TimeConductor::boundsChanged, this, &ChangesPanel::wake);
    connect(&m_parts.conductor, &TimeConductor::cursorChanged, this, &ChangesPanel::wake);
    connect(&m_parts.overlay, &TopologyOverlay::changed, this, &ChangesPanel::noteOverlay);
    connect(&m_soon, &QTimer::timeout, this, &ChangesPanel::refresh);
    connect(&m_passing, &QTimer::timeout, this, &ChangesPanel::refresh);
    connect(m_spanBox, &QComboBox::activated, this,
            [this] { setSpan(Span(m_spanBox->currentData().toInt())); });
    connect(m_sinceField, &QLineEdit::returnPressed, this, [this] {
        const auto time = parseTimeText(m_sinceField->text().toStdString(), m_parts.feed.time().now());
        if (time)
            return setSince(*time);
        QToolTip::showText(m_sinceField->mapToGlobal(QPoint(0, m_sinceField->height())),
                           QString::fromStdString(time.error().message), m_sinceField);
        m_sinceField->selectAll();
    });
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setText(text);
        showHead();
    });
    connect(m_picture, &QToolButton::toggled, this, &ChangesPanel::showInPicture);
    connect(m_export, &QToolButton::clicked, this, &ChangesPanel::askForFile);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                // A row that only takes the place of one that went was not chosen.
                if (m_table->hasFocus())
                    chooseRow(current.row());
            });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &at) { chooseRow(at.row()); });
    const auto go = [this](const QModelIndex &at) {
        if (at.isValid())
            m_parts.conductor.setCursor(m_filter.changeAt(at.row()).time);
    };
    connect(m_table, &QTableView::doubleClicked, this, go);
    auto *enter = new QShortcut(Qt::Key_Return, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(enter, &QShortcut::activated, this, [this, go] { go(m_table->currentIndex()); });
    auto *copied = new QShortcut(QKeySequence::Copy, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copied, &QShortcut::activated, this, &ChangesPanel::copy);
    auto *find = new QShortcut(QKeySequence::Find, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_text, [this] { m_text->setFocus(Qt::ShortcutFocusReason); });
    auto *leave = new QShortcut(Qt::Key_Escape, m_text, nullptr, nullptr, Qt::WidgetShortcut);
    connect(leave, &QShortcut::activated, this, [this] {
        m_text->clear();
        m_table->setFocus(Qt::ShortcutFocusReason);
    });
    connect(m_table, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { showMenu(m_table->viewport()->mapToGlobal(at)); });
    connect(&m_theme, &Theme::changed, this, &ChangesPanel::applyTheme);
}

void ChangesPanel::fillKinds()
{
    m_kindMenu->clear();
    for (std::size_t i = 0; i < TopologyChange::kinds; ++i) {
        QAction *action = m_kindMenu->addAction(ChangeWords::kind(static_cast<TopologyChange::Kind>(i)));
        action->setCheckable(true);
        action->setChecked(m_filter.kinds().test(i));
        connect(action, &QAction::toggled, this, [this, i](bool on) {
            m_filter.setKinds(m_filter.kinds().set(i, on));
            m_markedNow = nullptr; // the marks are of these kinds too
            refresh();
        });
    }
    m_kindMenu->addSeparator();
    m_kindMenu->addAction(tr("All"), this, [this] {
        m_filter.setKinds(TopologyChangeFilter::Kinds().set());
        fillKinds();
        m_markedNow = nullptr;
        refresh();
    });
}

void ChangesPanel::copy()
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, [](const QModelIndex &row) { return row.row(); });
    QStringList lines;
    for (const QModelIndex &row : rows) {
        const TopologyChange &change = m_filter.changeAt(row.row());
        lines << QStringList{QString::fromStdString(formatTimestamp(change.time)),
                             ChangeWords::kind(change.kind), TopologyChangeModel::subjectOf(change),
                             ChangeWords::detail(change)}
                     .join(u'\t');
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

QByteArray ChangesPanel::csv() const
{
    std::vector<TopologyChange> shown;
    for (int row = 0; row < m_filter.rowCount(); ++row)
        shown.push_back(m_filter.changeAt(row));
    return ChangeWords::csv(shown);
}

Result<void> ChangesPanel::exportCsv(const QString &fileName) const
{
    const QByteArray content = csv();
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return failure(ErrorCode::permissionDenied, file.errorString().toStdString());
    return {};
}

void ChangesPanel::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Export the changes"), {}, tr("CSV files (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"changes.csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &fileName) {
        const auto written = exportCsv(fileName);
        m_problem->setVisible(!written);
        if (!written)
            m_problem->setText(tr("%1 was not written: %2. Choose another place.")
                                   .arg(fileName, QString::fromStdString(written.error().message)));
    });
    dialog->open();
}

void ChangesPanel::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QModelIndex at = m_table->currentIndex();
    menu->addAction(tr("Put the cursor there"), this,
                    [this] {
                        if (const QModelIndex row = m_table->currentIndex(); row.isValid())
                            m_parts.conductor.setCursor(m_filter.changeAt(row.row()).time);
                    })
        ->setEnabled(at.isValid());
    menu->addAction(tr("List what changed since then"), this,
                    [this] {
                        if (const QModelIndex row = m_table->currentIndex(); row.isValid())
                            setSince(m_filter.changeAt(row.row()).time);
                    })
        ->setEnabled(at.isValid());
    menu->addSeparator();
    QAction *copied = menu->addAction(tr("Copy"), this, &ChangesPanel::copy);
    copied->setShortcut(QKeySequence::Copy);
    copied->setEnabled(m_table->selectionModel()->hasSelection());
    menu->addAction(tr("Export as CSV …"), this, &ChangesPanel::askForFile)
        ->setEnabled(m_export->isEnabled());
    menu->popup(position);
}

void ChangesPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ChangesPanel::applyTheme()
{
    m_sinceField->setFont(m_theme.monoFont());
    const auto room = [this](const QFont &font, const QString &text) {
        return QFontMetrics(font).horizontalAdvance(text) + 4 * Theme::gridUnit;
    };
    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(TopologyChangeModel::timeColumn, room(m_theme.textFont(), u"00:00:00.000Z"_s));
    header->resizeSection(
        TopologyChangeModel::changeColumn,
        room(m_theme.textFont(), u"− "_s + ChangeWords::kind(TopologyChange::Kind::nodeRemoved)));
    header->resizeSection(TopologyChangeModel::subjectColumn,
                          room(m_theme.textFont(), u"sat-00000 – sat-00000"_s));
}

void ChangesPanel::retranslate()
{
    const auto name = [](QWidget *widget, const QString &text) {
        widget->setToolTip(text);
        widget->setAccessibleName(text);
    };
    m_spanBox->setItemText(0, tr("Shown time"));
    m_spanBox->setItemText(1, tr("Cursor to now"));
    m_spanBox->setItemText(2, tr("Since"));
    name(m_spanBox,
         tr("Between which moments: what the time conductor shows, its cursor and now, or a time and now"));
    name(m_sinceField, tr("Since when; for example 14:03, -10m or 2026-325T14:03:07Z"));
    m_text->setPlaceholderText(tr("Filter changes"));
    m_text->setAccessibleName(tr("Filter changes"));
    m_text->setToolTip(tr("Only changes that hold all of these words"));
    name(m_kinds, tr("Which kinds of changes are listed"));
    name(m_picture, tr("Show in picture: mark what came, went or changed"));
    name(m_export, tr("Export the shown changes as CSV"));
    m_table->setAccessibleName(tr("Changes"));
    const std::array titles{tr("Time"), tr("Change"), tr("Node or link"), tr("Reason and values")};
    for (int i = 0; i < int(titles.size()); ++i)
        m_model.setHeaderData(i, Qt::Horizontal, titles[std::size_t(i)], Qt::DisplayRole);
    m_model.setWording(ChangeWords::change, ChangeWords::detail);
    fillKinds();
    applyTheme();
    showHead();
}

} // namespace desk
