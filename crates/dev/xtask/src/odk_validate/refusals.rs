//! What ODK Validate refuses although it was made as pyxform makes it: the id of the case and the reason. All are faults of the form's
//! author, put into pyxform's tests on purpose or unseen; Validate refuses what pyxform makes of each of them too.

const LOOPS: &str =
    "a question asks for itself (`.`) to say whether it is required or relevant, which JavaRosa calls a cycle";
const UNLABELLED: &str = "choices have no label at all, so there is nothing that a person could choose by";
const UNREADABLE: &str = "the author's expression is not XPath, and conversion does not look into expressions";

/// Case and reason.
pub(super) const REFUSALS: &[(&str, &str)] = &[
    (
        "tests.test_choices_sheet.TestChoicesSheet.test_choices_without_labels__for_dynamic_selects__warning_and_error",
        UNLABELLED,
    ),
    (
        "tests.test_choices_sheet.TestChoicesSheet.test_choices_without_labels__for_static_selects__warning_and_error",
        UNLABELLED,
    ),
    ("tests.test_external_instances.ExternalInstanceTests.test_external_instance_pulldata", LOOPS),
    ("tests.test_external_instances.ExternalInstanceTests.test_external_instance_pulldata_readonly", LOOPS),
    ("tests.test_external_instances.ExternalInstanceTests.test_external_instance_pulldata_relevant", LOOPS),
    ("tests.test_external_instances.ExternalInstanceTests.test_external_instance_pulldata_required", LOOPS),
    ("tests.test_external_instances.ExternalInstanceTests.test_external_instances_multiple_diff_pulldatas", UNREADABLE),
    (
        "tests.test_last_saved.LastSavedTest.test_last_saved_in_repeat",
        "a calculation outside a repeat asks for a question inside, of which there may be several",
    ),
    ("tests.test_pyxform_test_case.TestPyxformTestCaseXmlXpath.test_xml__1_xpath_1_match_pass__xpath_count", LOOPS),
    ("tests.test_pyxform_test_case.TestPyxformTestCaseXmlXpath.test_xml__1_xpath_1_match_pass__xpath_exact", LOOPS),
    ("tests.test_pyxform_test_case.TestPyxformTestCaseXmlXpath.test_xml__1_xpath_1_match_pass__xpath_match", LOOPS),
    ("tests.test_pyxform_test_case.TestPyxformTestCaseXmlXpath.test_xml__1_xpath_n_match_pass__xpath_count", LOOPS),
    ("tests.test_pyxform_test_case.TestPyxformTestCaseXmlXpath.test_xml__1_xpath_n_match_pass__xpath_exact", LOOPS),
    ("tests.test_pyxform_test_case.TestPyxformTestCaseXmlXpath.test_xml__n_xpath_1_match_pass__xpath_count", LOOPS),
    ("tests.test_pyxform_test_case.TestPyxformTestCaseXmlXpath.test_xml__n_xpath_1_match_pass__xpath_exact", LOOPS),
    ("tests.test_pyxform_test_case.TestPyxformTestCaseXmlXpath.test_xml__n_xpath_1_match_pass__xpath_match", LOOPS),
    ("tests.test_pyxform_test_case.TestPyxformTestCaseXmlXpath.test_xml__n_xpath_n_match_pass__xpath_count", LOOPS),
    ("tests.test_pyxform_test_case.TestPyxformTestCaseXmlXpath.test_xml__n_xpath_n_match_pass__xpath_exact", LOOPS),
    ("tests.test_validate_unicode_exception.ValidateUnicodeException.test_validate_unicode_exception", UNREADABLE),
    ("tests.test_validate_unicode_exception.ValidateUnicodeException.test_validate_with_more_unicode", UNREADABLE),
];
