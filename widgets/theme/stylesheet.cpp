// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/stylesheet.h"

#include "widgets/theme/theme.h"

#include <QPalette>

#include <array>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

// @name stands for a token; @w for the line width. Qt's style sheets have no variables of their own.
constexpr char16_t sheet[] = uR"(
QMainWindow, QDialog, QMessageBox { background: @canvas; }
QMainWindow::separator { background: @canvas; width: 4px; height: 4px; }
QMainWindow::separator:hover { background: @accent; }
QToolTip { color: @text; background: @raised; border: @wpx solid @line; padding: 4px; }
QLabel { background: transparent; }
QLabel:disabled { color: @disabled; }
QLabel[dim="true"] { color: @dim; }

QMenuBar { background: @canvas; padding: 0 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @raised; }
QMenu { background: @panel; border: @wpx solid @line; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 28px; border-radius: 4px; min-height: 16px; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @disabled; background: transparent; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 8px; height: 8px; left: 10px; border-radius: 4px; background: transparent; }
QMenu::indicator:checked { background: @accent; }

QStatusBar { background: @canvas; border-top: @wpx solid @line; }
QStatusBar::item { border: none; }
QToolBar { background: @canvas; border: none; spacing: 4px; padding: 0 4px; }

QPushButton, QToolButton, QComboBox, QLineEdit, QAbstractSpinBox, QDateTimeEdit {
    background: @raised; border: @wpx solid @line; border-radius: 4px; padding: 3px 8px; min-height: 16px; }
QPushButton { padding: 3px 12px; }
QPushButton:hover, QComboBox:hover, QLineEdit:hover, QAbstractSpinBox:hover { border-color: @dim; }
QPushButton:pressed { background: @line; }
QPushButton:default { border-color: @accent; }
QPushButton:checked { background: @selection; border-color: @accent; }
QPushButton:disabled, QToolButton:disabled, QComboBox:disabled, QLineEdit:disabled, QAbstractSpinBox:disabled {
    color: @disabled; background: @panel; }
QToolButton { background: transparent; border-color: transparent; padding: 2px 4px; }
QToolButton:hover { background: @raised; }
QToolButton:pressed, QToolButton:open { background: @line; }
QToolButton:checked { background: @selection; }
QToolButton[timeMode="live"]:checked { color: @onaccent; background: @nominal; }
QToolButton[timeMode="held"]:checked, QToolButton[timeMode="fixed"]:checked { color: @onaccent; background: @caution; }
QToolButton[timeMode="replay"]:checked { color: @onaccent; background: @replay; }
QToolButton#timeRange[timeMode="held"] { color: @caution; }
QToolButton#timeRange[timeMode="replay"] { color: @replay; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QAbstractSpinBox:focus {
    border: @wpx solid @accent; }
QLineEdit, QAbstractSpinBox { selection-background-color: @accent; selection-color: @onaccent; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: @chevron; width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @panel; border: @wpx solid @line; outline: 0; padding: 4px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; padding: 2px; border: @wpx solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: @accent; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: @wpx solid @dim; background: @raised; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: @accent; border-color: @accent; }
QSlider::groove:horizontal { height: 4px; background: @line; border-radius: 2px; }
QSlider::handle:horizontal { width: 12px; margin: -4px 0; border-radius: 6px; background: @accent; }
QProgressBar { background: @raised; border: @wpx solid @line; border-radius: 4px; text-align: center; min-height: 16px; }
QProgressBar::chunk { background: @selection; border-radius: 4px; }

QAbstractScrollArea { background: @panel; border: none; }
QTableView, QTreeView, QListView, QTextEdit, QPlainTextEdit {
    background: @panel; border: @wpx solid transparent; outline: 0; gridline-color: @grid;
    selection-background-color: @selection; selection-color: @text; }
QTableView:focus, QTreeView:focus, QListView:focus, QTextEdit:focus, QPlainTextEdit:focus {
    border: @wpx solid @accent; }
QTableView::item, QTreeView::item, QListView::item { border: none; padding: 0 4px; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: @raised; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: @selection; color: @text; }
QHeaderView { background: @panel; border: none; }
QHeaderView::section { background: @panel; color: @dim; border: none; border-bottom: @wpx solid @line;
    padding: 0 8px; min-height: 23px; }
QHeaderView::section:hover { background: @raised; color: @text; }
QHeaderView::down-arrow { image: @chevron; width: 12px; height: 12px; }
QHeaderView::up-arrow { image: @upchevron; width: 12px; height: 12px; }
QTableCornerButton::section { background: @panel; border: none; }

QTabWidget::pane { border: none; background: @panel; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @dim; padding: 4px 12px; min-height: 18px; border: none;
    border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: @text; background: @raised; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar::tab:focus { color: @text; background: @selection; }
QGroupBox { border: @wpx solid @line; border-radius: 4px; margin-top: 20px; padding: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 0; color: @dim; }

QSplitter::handle { background: @canvas; }
QSplitter::handle:hover { background: @accent; }
QSplitter::handle:horizontal { width: 4px; }
QSplitter::handle:vertical { height: 4px; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QDockWidget { color: @text; }
#timeConductor { background: @panel; border-top: 2px solid @panel; }
#timeConductor[timeMode="replay"] { border-top-color: @replay; }
#timeRangeEntry { background: @panel; border: @wpx solid @line; border-radius: 4px; }
#panelHeader { background: @raised; border-top-left-radius: 4px; border-top-right-radius: 4px; }
#panelHeader[source="replay"] { border: 2px solid @replay; border-bottom-width: 0; }
#panelBody { background: @panel; border: none; }
#panelBody[source="replay"] { border: 2px solid @replay; border-top-width: 0; }
QToolButton#sourceMark { padding: 0 6px; }
QToolButton#sourceMark[source="live"] { color: @nominal; border-color: @line; }
QToolButton#sourceMark[source="replay"] { color: @onaccent; background: @replay; }
QToolButton#sourceMark:focus { border-color: @accent; }
QLabel#clock[source="replay"] { color: @replay; }
#noticeBar { background: @raised; border: @wpx solid @caution; border-radius: 4px; }
)";

} // namespace

QString styleSheet(const Theme &theme)
{
    const std::array<std::pair<QStringView, QString>, 16> values{{
        {u"@onaccent", (theme.isDark() ? QColor(Qt::black) : QColor(Qt::white)).name()},
        {u"@accent", theme.color(Token::accent).name()},
        {u"@caution", theme.color(Token::caution).name()},
        {u"@nominal", theme.color(Token::nominal).name()},
        {u"@replay", theme.color(Token::replay).name()},
        {u"@canvas", theme.color(Token::canvas).name()},
        // A style sheet cannot colour a picture.
        {u"@chevron", theme.isDark() ? u"url(:/desk/icons/arrow-on-dark.svg)"_s
                                     : u"url(:/desk/icons/arrow-on-light.svg)"_s},
        {u"@upchevron", theme.isDark() ? u"url(:/desk/icons/arrow-up-on-dark.svg)"_s
                                       : u"url(:/desk/icons/arrow-up-on-light.svg)"_s},
        {u"@dim", theme.color(Token::textDim).name()},
        {u"@disabled", theme.palette().color(QPalette::Disabled, QPalette::Text).name()},
        {u"@grid", theme.grid().name()},
        {u"@line", theme.color(Token::line).name()},
        {u"@panel", theme.color(Token::panel).name()},
        {u"@raised", theme.color(Token::raised).name()},
        {u"@selection", theme.selection().name()},
        {u"@text", theme.color(Token::text).name()},
    }};
    QString out = QString::fromUtf16(sheet);
    for (const auto &[name, value] : values)
        out.replace(name.toString(), value);
    out.replace(u"@w"_s, QString::number(theme.lineWidth()));
    return out;
}

} // namespace desk
