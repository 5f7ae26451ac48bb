# What org.hazelab.knime.nodes needs of KNIME 5.11.0; written by org.hazelab.compatibility.Ledger
C org/knime/core/data/BooleanValue [abstract interface public] extends java/lang/Object implements org/knime/core/data/DataValue
  M getBooleanValue ()Z [abstract public]
C org/knime/core/data/BoundedValue [abstract interface public] extends java/lang/Object implements org/knime/core/data/DataValue
C org/knime/core/data/ComplexNumberValue [abstract interface public] extends java/lang/Object implements org/knime/core/data/DataValue
C org/knime/core/data/DataCell [abstract public] extends java/lang/Object implements org/knime/core/data/DataValue,java/io/Serializable
  M <init> ()V [public]
  M equalsDataCell (Lorg/knime/core/data/DataCell;)Z [abstract protected]
  M getType ()Lorg/knime/core/data/DataType; [final public]
  M hashCode ()I [abstract public]
  M isMissing ()Z [public]
  M toString ()Ljava/lang/String; [abstract public]
C org/knime/core/data/DataCellDataInput [abstract interface public] extends java/lang/Object implements java/io/DataInput
C org/knime/core/data/DataCellDataOutput [abstract interface public] extends java/lang/Object implements java/io/DataOutput
C org/knime/core/data/DataCellFactory [abstract interface public] extends java/lang/Object
  M getDataType ()Lorg/knime/core/data/DataType; [abstract public]
C org/knime/core/data/DataCellFactory$FromInputStream [abstract interface public static] extends java/lang/Object implements org/knime/core/data/DataCellFactory
C org/knime/core/data/DataCellSerializer [abstract interface public] extends java/lang/Object implements org/knime/core/internal/SerializerMethodLoader$Serializer
  M deserialize (Lorg/knime/core/data/DataCellDataInput;)Lorg/knime/core/data/DataCell; [abstract public]
  M serialize (Lorg/knime/core/data/DataCell;Lorg/knime/core/data/DataCellDataOutput;)V [abstract public]
C org/knime/core/data/DataColumnSpec [final public] extends java/lang/Object
  M getName ()Ljava/lang/String; [public]
  M getType ()Lorg/knime/core/data/DataType; [public]
C org/knime/core/data/DataColumnSpecCreator [final public] extends java/lang/Object
  M <init> (Ljava/lang/String;Lorg/knime/core/data/DataType;)V [public]
  M <init> (Lorg/knime/core/data/DataColumnSpec;)V [public]
  M createSpec ()Lorg/knime/core/data/DataColumnSpec; [public]
  M setName (Ljava/lang/String;)V [public]
C org/knime/core/data/DataRow [abstract interface public] extends java/lang/Object implements java/lang/Iterable
  M getCell (I)Lorg/knime/core/data/DataCell; [abstract public]
  M getKey ()Lorg/knime/core/data/RowKey; [abstract public]
  M getNumCells ()I [abstract public]
  M stream ()Ljava/util/stream/Stream; [public]
C org/knime/core/data/DataTable [abstract interface public] extends java/lang/Object implements java/lang/Iterable
C org/knime/core/data/DataTableSpec [final public] extends java/lang/Object implements org/knime/core/node/port/PortObjectSpec,java/lang/Iterable
  M <init> ([Lorg/knime/core/data/DataColumnSpec;)V [public]
  M containsName (Ljava/lang/String;)Z [public]
  M findColumnIndex (Ljava/lang/String;)I [public]
  M getColumnSpec (I)Lorg/knime/core/data/DataColumnSpec; [public]
  M getNumColumns ()I [public]
  M getUniqueColumnName (Lorg/knime/core/data/DataTableSpec;Ljava/lang/String;)Ljava/lang/String; [public static]
  M stream ()Ljava/util/stream/Stream; [public]
C org/knime/core/data/DataTableSpecCreator [final public] extends java/lang/Object
  M <init> (Lorg/knime/core/data/DataTableSpec;)V [public]
  M addColumns ([Lorg/knime/core/data/DataColumnSpec;)Lorg/knime/core/data/DataTableSpecCreator; [public]
  M createSpec ()Lorg/knime/core/data/DataTableSpec; [public]
C org/knime/core/data/DataType [final public] extends java/lang/Object implements org/knime/core/data/convert/map/IdentifiableType
  M getMissingCell ()Lorg/knime/core/data/DataCell; [public static]
  M getName ()Ljava/lang/String; [public]
  M getType (Ljava/lang/Class;)Lorg/knime/core/data/DataType; [public static]
  M isCompatible (Ljava/lang/Class;)Z [public]
C org/knime/core/data/DataValue [abstract interface public] extends java/lang/Object
C org/knime/core/data/DataValue$UtilityFactory [public static] extends java/lang/Object
C org/knime/core/data/DoubleValue [abstract interface public] extends java/lang/Object implements org/knime/core/data/DataValue
  M getDoubleValue ()D [abstract public]
C org/knime/core/data/ExtensibleUtilityFactory [abstract public] extends org/knime/core/data/DataValue$UtilityFactory
  M <init> (Ljava/lang/Class;)V [public]
  M getName ()Ljava/lang/String; [abstract public]
C org/knime/core/data/FuzzyIntervalValue [abstract interface public] extends java/lang/Object implements org/knime/core/data/DataValue
C org/knime/core/data/FuzzyNumberValue [abstract interface public] extends java/lang/Object implements org/knime/core/data/DataValue
C org/knime/core/data/IntValue [abstract interface public] extends java/lang/Object implements org/knime/core/data/DataValue
C org/knime/core/data/LongValue [abstract interface public] extends java/lang/Object implements org/knime/core/data/DataValue
  M getLongValue ()J [abstract public]
C org/knime/core/data/MissingCell [final public] extends org/knime/core/data/DataCell implements org/knime/core/data/MissingValue
  M <init> (Ljava/lang/String;)V [public]
C org/knime/core/data/MissingValue [abstract interface public] extends java/lang/Object implements org/knime/core/data/DataValue
C org/knime/core/data/NominalValue [abstract interface public] extends java/lang/Object implements org/knime/core/data/DataValue
C org/knime/core/data/RowIterator [abstract public] extends java/lang/Object implements java/util/Iterator
  M hasNext ()Z [abstract public]
  M next ()Lorg/knime/core/data/DataRow; [abstract public]
C org/knime/core/data/RowKey [final public] extends java/lang/Object implements org/knime/core/data/RowKeyValue
  M createRowKey (J)Lorg/knime/core/data/RowKey; [public static]
  M getString ()Ljava/lang/String; [public]
C org/knime/core/data/RowKeyValue [abstract interface public] extends java/lang/Object
C org/knime/core/data/StringValue [abstract interface public] extends java/lang/Object implements org/knime/core/data/DataValue
  M getStringValue ()Ljava/lang/String; [abstract public]
C org/knime/core/data/container/CloseableRowIterator [abstract public] extends org/knime/core/data/RowIterator implements java/io/Closeable
  M close ()V [abstract public]
C org/knime/core/data/container/DataContainer [public] extends java/lang/Object implements org/knime/core/data/container/RowAppender,org/knime/core/data/container/RowFlushable
  M addRowToTable (Lorg/knime/core/data/DataRow;)V [public]
  M close ()V [public]
  M size ()J [public]
C org/knime/core/data/container/RowAppender [abstract interface public] extends java/lang/Object
C org/knime/core/data/container/RowFlushable [abstract interface public] extends java/lang/Object
C org/knime/core/data/def/BooleanCell [final public] extends org/knime/core/data/DataCell implements org/knime/core/data/BooleanValue,org/knime/core/data/IntValue,org/knime/core/data/LongValue,org/knime/core/data/DoubleValue,org/knime/core/data/ComplexNumberValue,org/knime/core/data/FuzzyNumberValue,org/knime/core/data/FuzzyIntervalValue,org/knime/core/data/BoundedValue,org/knime/core/data/NominalValue
  F FALSE Lorg/knime/core/data/def/BooleanCell; [final public static]
  F TRUE Lorg/knime/core/data/def/BooleanCell; [final public static]
  F TYPE Lorg/knime/core/data/DataType; [final public static]
C org/knime/core/data/def/DefaultRow [public] extends java/lang/Object implements org/knime/core/data/DataRow
  M <init> (Ljava/lang/String;[Lorg/knime/core/data/DataCell;)V [public]
  M <init> (Lorg/knime/core/data/RowKey;[Lorg/knime/core/data/DataCell;)V [public]
C org/knime/core/data/def/DoubleCell [final public] extends org/knime/core/data/DataCell implements org/knime/core/data/DoubleValue,org/knime/core/data/ComplexNumberValue,org/knime/core/data/FuzzyNumberValue,org/knime/core/data/FuzzyIntervalValue,org/knime/core/data/BoundedValue
  F TYPE Lorg/knime/core/data/DataType; [final public static]
  M <init> (D)V [public]
C org/knime/core/data/def/IntCell [public] extends org/knime/core/data/DataCell implements org/knime/core/data/IntValue,org/knime/core/data/LongValue,org/knime/core/data/DoubleValue,org/knime/core/data/ComplexNumberValue,org/knime/core/data/FuzzyNumberValue,org/knime/core/data/FuzzyIntervalValue,org/knime/core/data/BoundedValue
  F TYPE Lorg/knime/core/data/DataType; [final public static]
  M <init> (I)V [public]
C org/knime/core/data/def/LongCell [public] extends org/knime/core/data/DataCell implements org/knime/core/data/LongValue,org/knime/core/data/DoubleValue,org/knime/core/data/ComplexNumberValue,org/knime/core/data/FuzzyNumberValue,org/knime/core/data/FuzzyIntervalValue,org/knime/core/data/BoundedValue
  F TYPE Lorg/knime/core/data/DataType; [final public static]
  M <init> (J)V [public]
C org/knime/core/data/def/StringCell [final public] extends org/knime/core/data/DataCell implements org/knime/core/data/StringValue,org/knime/core/data/NominalValue
  F TYPE Lorg/knime/core/data/DataType; [final public static]
  M <init> (Ljava/lang/String;)V [public]
C org/knime/core/data/filestore/FileStore [final public] extends java/lang/Object
  M getFile ()Ljava/io/File; [public]
C org/knime/core/data/filestore/FileStoreCell [abstract public] extends org/knime/core/data/DataCell implements org/knime/core/data/filestore/internal/FileStoreProxy$FlushCallback
  M <init> ()V [protected]
  M <init> (Lorg/knime/core/data/filestore/FileStore;)V [protected]
  M equalFileStoreContent (Lorg/knime/core/data/DataCell;)Z [protected]
  M equalsDataCell (Lorg/knime/core/data/DataCell;)Z [protected]
  M getFileStores ()[Lorg/knime/core/data/filestore/FileStore; [protected]
  M hashCode ()I [public]
  M toString ()Ljava/lang/String; [public]
C org/knime/core/data/filestore/FileStorePortObject [abstract public] extends java/lang/Object implements org/knime/core/node/port/PortObject,org/knime/core/data/filestore/internal/FileStoreProxy$FlushCallback
  M <init> ()V [protected]
  M <init> (Ljava/util/List;)V [protected]
  M getFileStore (I)Lorg/knime/core/data/filestore/FileStore; [protected]
C org/knime/core/data/image/ImageContent [abstract interface public] extends java/lang/Object
  M getPreferredSize ()Ljava/awt/Dimension; [abstract public]
  M paint (Ljava/awt/Graphics2D;II)V [abstract public]
C org/knime/core/data/image/ImageValue [abstract interface public] extends java/lang/Object implements org/knime/core/data/DataValue
  M getImageContent ()Lorg/knime/core/data/image/ImageContent; [abstract public]
  M getImageExtension ()Ljava/lang/String; [abstract public]
C org/knime/core/data/image/png/PNGImageCellFactory [public] extends java/lang/Object implements org/knime/core/data/DataCellFactory$FromInputStream
  F TYPE Lorg/knime/core/data/DataType; [final public static]
  M create ([B)Lorg/knime/core/data/DataCell; [public static]
C org/knime/core/data/image/png/PNGImageContent [public] extends java/lang/Object implements org/knime/core/data/image/ImageContent
  F TYPE Lorg/knime/core/data/DataType; [final public static]
  M <init> ([B)V [public]
  M getByteArrayReference ()[B [public]
  M paint (Ljava/awt/Graphics2D;II)V [public]
C org/knime/core/data/image/png/PNGImageValue [abstract interface public] extends java/lang/Object implements org/knime/core/data/image/ImageValue
  M getImageContent ()Lorg/knime/core/data/image/png/PNGImageContent; [abstract public]
C org/knime/core/data/renderer/AbstractDataValueRendererFactory [abstract public] extends java/lang/Object implements org/knime/core/data/renderer/DataValueRendererFactory
  M <init> ()V [public]
C org/knime/core/data/renderer/AbstractPainterDataValueRenderer [abstract public] extends javax/swing/JComponent implements org/knime/core/data/renderer/DataValueRenderer
  M <init> ()V [public]
  M getDescription ()Ljava/lang/String; [public]
  M getPreferredSize (Ljava/awt/Dimension;)Ljava/awt/Dimension; [public]
  M setValue (Ljava/lang/Object;)V [abstract protected]
C org/knime/core/data/renderer/DataValueRenderer [abstract interface public] extends java/lang/Object implements javax/swing/table/TableCellRenderer,javax/swing/ListCellRenderer
  M getDescription ()Ljava/lang/String; [abstract public]
  M getPreferredSize ()Ljava/awt/Dimension; [abstract public]
C org/knime/core/data/renderer/DataValueRendererFactory [abstract interface public] extends java/lang/Object
  M createRenderer (Lorg/knime/core/data/DataColumnSpec;)Lorg/knime/core/data/renderer/DataValueRenderer; [abstract public]
  M getDescription ()Ljava/lang/String; [abstract public]
C org/knime/core/internal/MessageAwareException [abstract interface public] extends java/lang/Object
C org/knime/core/internal/SerializerMethodLoader$Serializer [abstract interface public static] extends java/lang/Object
C org/knime/core/node/BufferedDataContainer [public] extends org/knime/core/data/container/DataContainer
  M getTable ()Lorg/knime/core/node/BufferedDataTable; [public]
C org/knime/core/node/BufferedDataTable [final public] extends java/lang/Object implements org/knime/core/data/DataTable,org/knime/core/node/port/PortObject
  F TYPE Lorg/knime/core/node/port/PortType; [final public static]
  M getDataTableSpec ()Lorg/knime/core/data/DataTableSpec; [public]
  M iterator ()Lorg/knime/core/data/container/CloseableRowIterator; [public]
  M size ()J [public]
C org/knime/core/node/CanceledExecutionException [public] extends java/lang/Exception implements org/knime/core/internal/MessageAwareException
  M <init> ()V [public]
C org/knime/core/node/ConfigurableNodeFactory [abstract public] extends org/knime/core/node/NodeFactory
C org/knime/core/node/ExecutionContext [public] extends org/knime/core/node/ExecutionMonitor
  M createDataContainer (Lorg/knime/core/data/DataTableSpec;)Lorg/knime/core/node/BufferedDataContainer; [public]
  M createFileStore (Ljava/lang/String;)Lorg/knime/core/data/filestore/FileStore; [public]
C org/knime/core/node/ExecutionMonitor [public] extends java/lang/Object
  M checkCanceled ()V [public]
  M setProgress (DLjava/lang/String;)V [public]
C org/knime/core/node/FluentNodeAPI [abstract interface public] extends java/lang/Object
C org/knime/core/node/InvalidSettingsException [public] extends java/lang/Exception
  M <init> (Ljava/lang/String;)V [public]
  M <init> (Ljava/lang/String;Ljava/lang/Throwable;)V [public]
C org/knime/core/node/KNIMEException [final public] extends java/lang/Exception implements org/knime/core/internal/MessageAwareException
  M of (Lorg/knime/core/node/message/Message;Ljava/lang/Throwable;)Lorg/knime/core/node/KNIMEException; [public static]
C org/knime/core/node/ModelContentRO [abstract interface public] extends java/lang/Object implements org/knime/core/node/config/ConfigRO
  M getModelContent (Ljava/lang/String;)Lorg/knime/core/node/ModelContentRO; [abstract public]
C org/knime/core/node/ModelContentWO [abstract interface public] extends java/lang/Object implements org/knime/core/node/config/ConfigWO
  M addModelContent (Ljava/lang/String;)Lorg/knime/core/node/ModelContentWO; [abstract public]
C org/knime/core/node/Node [final public] extends java/lang/Object
  M getCopyOfCreationConfig ()Ljava/util/Optional; [public]
C org/knime/core/node/NodeFactory [abstract public] extends java/lang/Object
C org/knime/core/node/NodeFactory$NodeType [enum final public static] extends java/lang/Enum
  F Learner Lorg/knime/core/node/NodeFactory$NodeType; [enum final public static]
  F Manipulator Lorg/knime/core/node/NodeFactory$NodeType; [enum final public static]
  F Other Lorg/knime/core/node/NodeFactory$NodeType; [enum final public static]
  F Predictor Lorg/knime/core/node/NodeFactory$NodeType; [enum final public static]
  F Sink Lorg/knime/core/node/NodeFactory$NodeType; [enum final public static]
  F Source Lorg/knime/core/node/NodeFactory$NodeType; [enum final public static]
C org/knime/core/node/NodeLogger [final public] extends java/lang/Object
  M getLogger (Ljava/lang/Class;)Lorg/knime/core/node/NodeLogger; [public static]
  M info (Ljava/lang/Object;)V [public]
C org/knime/core/node/config/ConfigRO [abstract interface public] extends java/lang/Object implements org/knime/core/node/config/base/ConfigBaseRO,javax/swing/tree/TreeNode,java/lang/Iterable
C org/knime/core/node/config/ConfigWO [abstract interface public] extends java/lang/Object implements org/knime/core/node/config/base/ConfigBaseWO
C org/knime/core/node/config/base/ConfigBaseRO [abstract interface public] extends java/lang/Object implements java/lang/Iterable
  M getInt (Ljava/lang/String;)I [abstract public]
  M getString (Ljava/lang/String;)Ljava/lang/String; [abstract public]
  M getStringArray (Ljava/lang/String;)[Ljava/lang/String; [abstract public]
C org/knime/core/node/config/base/ConfigBaseWO [abstract interface public] extends java/lang/Object
  M addInt (Ljava/lang/String;I)V [abstract public]
  M addString (Ljava/lang/String;Ljava/lang/String;)V [abstract public]
  M addStringArray (Ljava/lang/String;[Ljava/lang/String;)V [abstract public]
C org/knime/core/node/context/DeepCopy [abstract interface public] extends java/lang/Object
C org/knime/core/node/context/ModifiableNodeCreationConfiguration [final public] extends org/knime/core/node/context/NodeCreationConfiguration implements org/knime/core/node/context/DeepCopy,org/knime/core/node/context/NodeSettingsPersistable
  M getPortConfig ()Ljava/util/Optional; [public]
C org/knime/core/node/context/NodeCreationConfiguration [public] extends java/lang/Object
C org/knime/core/node/context/NodeSettingsPersistable [abstract interface public] extends java/lang/Object
C org/knime/core/node/context/ports/ModifiablePortsConfiguration [abstract interface public] extends java/lang/Object implements org/knime/core/node/context/ports/PortsConfiguration,org/knime/core/node/context/DeepCopy,org/knime/core/node/context/NodeSettingsPersistable
C org/knime/core/node/context/ports/PortsConfiguration [abstract interface public] extends java/lang/Object
  M getInputPortLocation ()Ljava/util/Map; [abstract public]
C org/knime/core/node/message/Message [final public] extends java/lang/Object
  M fromSummaryWithResolution (Ljava/lang/String;[Ljava/lang/String;)Lorg/knime/core/node/message/Message; [public static]
C org/knime/core/node/port/AbstractPortObject [abstract public] extends java/lang/Object implements org/knime/core/node/port/PortObject
C org/knime/core/node/port/AbstractSimplePortObjectSpec [abstract public] extends java/lang/Object implements org/knime/core/node/port/PortObjectSpec
  M <init> ()V [public]
  M getViews ()[Ljavax/swing/JComponent; [public]
  M load (Lorg/knime/core/node/ModelContentRO;)V [abstract protected]
  M save (Lorg/knime/core/node/ModelContentWO;)V [abstract protected]
C org/knime/core/node/port/AbstractSimplePortObjectSpec$AbstractSimplePortObjectSpecSerializer [abstract public static] extends org/knime/core/node/port/PortObjectSpec$PortObjectSpecSerializer
  M <init> ()V [public]
C org/knime/core/node/port/PortObject [abstract interface public] extends java/lang/Object
  M getSpec ()Lorg/knime/core/node/port/PortObjectSpec; [abstract public]
  M getSummary ()Ljava/lang/String; [abstract public]
  M getViews ()[Ljavax/swing/JComponent; [abstract public]
C org/knime/core/node/port/PortObject$PortObjectSerializer [abstract public static] extends java/lang/Object implements org/knime/core/internal/SerializerMethodLoader$Serializer
  M <init> ()V [public]
  M loadPortObject (Lorg/knime/core/node/port/PortObjectZipInputStream;Lorg/knime/core/node/port/PortObjectSpec;Lorg/knime/core/node/ExecutionMonitor;)Lorg/knime/core/node/port/PortObject; [abstract public]
  M savePortObject (Lorg/knime/core/node/port/PortObject;Lorg/knime/core/node/port/PortObjectZipOutputStream;Lorg/knime/core/node/ExecutionMonitor;)V [abstract public]
C org/knime/core/node/port/PortObjectSpec [abstract interface public] extends java/lang/Object
  M getViews ()[Ljavax/swing/JComponent; [abstract public]
C org/knime/core/node/port/PortObjectSpec$PortObjectSpecSerializer [abstract public static] extends java/lang/Object implements org/knime/core/internal/SerializerMethodLoader$Serializer
C org/knime/core/node/port/PortObjectZipInputStream [public] extends java/util/zip/ZipInputStream
C org/knime/core/node/port/PortObjectZipOutputStream [public] extends java/util/zip/ZipOutputStream
C org/knime/core/node/port/PortType [final public] extends java/lang/Object
  M equals (Ljava/lang/Object;)Z [public]
C org/knime/core/node/port/PortTypeRegistry [final public] extends java/lang/Object
  M getInstance ()Lorg/knime/core/node/port/PortTypeRegistry; [public static]
  M getPortType (Ljava/lang/Class;)Lorg/knime/core/node/port/PortType; [public]
C org/knime/core/node/port/image/ImagePortObject [public] extends org/knime/core/node/port/AbstractPortObject
  F TYPE Lorg/knime/core/node/port/PortType; [final public static]
  M <init> (Lorg/knime/core/data/image/ImageContent;Lorg/knime/core/node/port/image/ImagePortObjectSpec;)V [public]
C org/knime/core/node/port/image/ImagePortObjectSpec [final public] extends org/knime/core/node/port/AbstractSimplePortObjectSpec
  M <init> (Lorg/knime/core/data/DataType;)V [public]
C org/knime/core/node/workflow/NativeNodeContainer [public] extends org/knime/core/node/workflow/SingleNodeContainer
  M getNode ()Lorg/knime/core/node/Node; [public]
C org/knime/core/node/workflow/NodeContainer [abstract public] extends java/lang/Object implements org/knime/core/node/workflow/NodeProgressListener,org/knime/core/node/workflow/NodeContainerStateObservable
C org/knime/core/node/workflow/NodeContainerStateObservable [abstract interface public] extends java/lang/Object
C org/knime/core/node/workflow/NodeContext [final public] extends java/lang/Object
  M getContext ()Lorg/knime/core/node/workflow/NodeContext; [public static]
  M getContextObjectForClass (Ljava/lang/Class;)Ljava/util/Optional; [public]
  M getNodeContainer ()Lorg/knime/core/node/workflow/NodeContainer; [public]
C org/knime/core/node/workflow/NodeProgressListener [abstract interface public] extends java/lang/Object implements java/util/EventListener
C org/knime/core/node/workflow/SingleNodeContainer [abstract public] extends org/knime/core/node/workflow/NodeContainer
C org/knime/core/node/workflow/contextv2/ExecutorInfo [abstract public] extends java/lang/Object
  M getLocalWorkflowPath ()Ljava/nio/file/Path; [public]
C org/knime/core/node/workflow/contextv2/WorkflowContextV2 [final public] extends java/lang/Object
  M getExecutorInfo ()Lorg/knime/core/node/workflow/contextv2/ExecutorInfo; [public]
C org/knime/node/DefaultModel [abstract public] extends java/lang/Object implements org/knime/core/node/FluentNodeAPI
C org/knime/node/DefaultModel$ConfigureInput [abstract interface public static] extends java/lang/Object
  M getInPortSpecs ()[Lorg/knime/core/node/port/PortObjectSpec; [abstract public]
  M getInTableSpec (I)Lorg/knime/core/data/DataTableSpec; [abstract public]
  M getInTableSpecs ()[Lorg/knime/core/data/DataTableSpec; [abstract public]
  M getParameters ()Lorg/knime/node/parameters/NodeParameters; [abstract public]
C org/knime/node/DefaultModel$ConfigureOrRearrangerConsumer [abstract interface public static] extends java/lang/Object
  M accept (Ljava/lang/Object;Ljava/lang/Object;)V [abstract public]
C org/knime/node/DefaultModel$ConfigureOutput [abstract interface public static] extends java/lang/Object
  M setOutSpec (ILorg/knime/core/node/port/PortObjectSpec;)V [abstract public]
  M setOutSpecs ([Lorg/knime/core/node/port/PortObjectSpec;)V [abstract public]
  M setWarningMessage (Ljava/lang/String;)V [abstract public]
C org/knime/node/DefaultModel$ExecuteConsumer [abstract interface public static] extends java/lang/Object
  M accept (Lorg/knime/node/DefaultModel$ExecuteInput;Lorg/knime/node/DefaultModel$ExecuteOutput;)V [abstract public]
C org/knime/node/DefaultModel$ExecuteInput [abstract interface public static] extends java/lang/Object
  M getExecutionContext ()Lorg/knime/core/node/ExecutionContext; [abstract public]
  M getInPortObject (I)Lorg/knime/core/node/port/PortObject; [abstract public]
  M getInPortObjects ()[Lorg/knime/core/node/port/PortObject; [abstract public]
  M getInTable (I)Lorg/knime/core/node/BufferedDataTable; [abstract public]
  M getInTables ()[Lorg/knime/core/node/BufferedDataTable; [abstract public]
  M getParameters ()Lorg/knime/node/parameters/NodeParameters; [abstract public]
C org/knime/node/DefaultModel$ExecuteOutput [abstract interface public static] extends java/lang/Object
  M setOutData (ILorg/knime/core/node/port/PortObject;)V [abstract public]
  M setOutData ([Lorg/knime/core/node/port/PortObject;)V [abstract public]
  M setWarningMessage (Ljava/lang/String;)V [abstract public]
C org/knime/node/DefaultModel$RequireConfigureOrRearrangeColumns [abstract interface public static] extends java/lang/Object
  M configure (Lorg/knime/node/DefaultModel$ConfigureOrRearrangerConsumer;)Lorg/knime/node/DefaultModel$RequireExecute; [abstract public]
C org/knime/node/DefaultModel$RequireExecute [abstract interface public static] extends java/lang/Object
  M execute (Lorg/knime/node/DefaultModel$ExecuteConsumer;)Lorg/knime/node/DefaultModel; [abstract public]
C org/knime/node/DefaultModel$RequireModelParameters [abstract interface public static] extends java/lang/Object
  M parametersClass (Ljava/lang/Class;)Lorg/knime/node/DefaultModel$RequireConfigureOrRearrangeColumns; [abstract public]
C org/knime/node/DefaultNode [final public] extends java/lang/Object implements org/knime/core/node/FluentNodeAPI
  M create ()Lorg/knime/node/DefaultNode$RequireName; [public static]
  M keywords ([Ljava/lang/String;)Lorg/knime/node/DefaultNode; [public]
  M nodeType (Lorg/knime/core/node/NodeFactory$NodeType;)Lorg/knime/node/DefaultNode; [public]
C org/knime/node/DefaultNode$RequireFullDescription [abstract interface public static] extends java/lang/Object
  M fullDescription (Ljava/lang/String;)Lorg/knime/node/DefaultNode$RequireSinceVersion; [abstract public]
C org/knime/node/DefaultNode$RequireIcon [abstract interface public static] extends java/lang/Object
  M icon (Ljava/lang/String;)Lorg/knime/node/DefaultNode$RequireShortDescription; [abstract public]
C org/knime/node/DefaultNode$RequireModel [abstract interface public static] extends java/lang/Object
  M model (Ljava/util/function/Function;)Lorg/knime/node/DefaultNode; [abstract public]
C org/knime/node/DefaultNode$RequireName [abstract interface public static] extends java/lang/Object
  M name (Ljava/lang/String;)Lorg/knime/node/DefaultNode$RequireIcon; [abstract public]
C org/knime/node/DefaultNode$RequireShortDescription [abstract interface public static] extends java/lang/Object
  M shortDescription (Ljava/lang/String;)Lorg/knime/node/DefaultNode$RequireFullDescription; [abstract public]
C org/knime/node/DefaultNode$RequireSinceVersion [abstract interface public static] extends java/lang/Object
  M sinceVersion (III)Lorg/knime/node/RequirePorts; [abstract public]
C org/knime/node/DefaultNodeFactory [abstract public] extends org/knime/core/node/ConfigurableNodeFactory implements org/knime/core/webui/node/dialog/NodeDialogFactory,org/knime/core/webui/node/view/NodeViewFactory
  M <init> (Lorg/knime/node/DefaultNode;)V [protected]
C org/knime/node/RequirePorts [abstract interface public] extends java/lang/Object
  M dynamicPorts (Ljava/util/function/Consumer;)Lorg/knime/node/DefaultNode$RequireModel; [abstract public]
  M ports (Ljava/util/function/Consumer;)Lorg/knime/node/DefaultNode$RequireModel; [public]
C org/knime/node/RequirePorts$ConfigurablePort [abstract interface public static] extends java/lang/Object
C org/knime/node/RequirePorts$ConfigurablePort$FinalConfigurablePort [final public static] extends java/lang/Object implements org/knime/node/RequirePorts$ConfigurablePort
C org/knime/node/RequirePorts$DynamicPortsAdder [abstract interface public static] extends java/lang/Object
  M addInputPortGroup (Ljava/lang/String;Ljava/util/function/Function;)Lorg/knime/node/RequirePorts$DynamicPortsAdder; [abstract public]
  M addOutputPortGroup (Ljava/lang/String;Ljava/util/function/Function;)Lorg/knime/node/RequirePorts$DynamicPortsAdder; [abstract public]
C org/knime/node/RequirePorts$PortsAdder [abstract interface public static] extends java/lang/Object
  M addInputPort (Ljava/lang/String;Ljava/lang/String;Lorg/knime/core/node/port/PortType;)Lorg/knime/node/RequirePorts$PortsAdder; [abstract public]
  M addInputTable (Ljava/lang/String;Ljava/lang/String;)Lorg/knime/node/RequirePorts$PortsAdder; [public]
  M addOutputPort (Ljava/lang/String;Ljava/lang/String;Lorg/knime/core/node/port/PortType;)Lorg/knime/node/RequirePorts$PortsAdder; [abstract public]
  M addOutputTable (Ljava/lang/String;Ljava/lang/String;)Lorg/knime/node/RequirePorts$PortsAdder; [public]
C org/knime/node/RequirePorts$RequireConfigurablePortMode [abstract interface public static] extends java/lang/Object
  M fixed (Lorg/knime/core/node/port/PortType;)Lorg/knime/node/RequirePorts$ConfigurablePort$FinalConfigurablePort; [abstract public]
  M optional ()Lorg/knime/node/RequirePorts$RequireSupportedTypes; [abstract public]
C org/knime/node/RequirePorts$RequirePortDescription [abstract interface public static] extends java/lang/Object
  M description (Ljava/lang/String;)Lorg/knime/node/RequirePorts$RequireConfigurablePortMode; [abstract public]
C org/knime/node/RequirePorts$RequirePortName [abstract interface public static] extends java/lang/Object
  M name (Ljava/lang/String;)Lorg/knime/node/RequirePorts$RequirePortDescription; [abstract public]
C org/knime/node/RequirePorts$RequireSupportedTypes [abstract interface public static] extends java/lang/Object
  M supportedTypes ([Lorg/knime/core/node/port/PortType;)Ljava/lang/Object; [abstract public]
C org/knime/node/parameters/Advanced [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
C org/knime/node/parameters/NodeParameters [abstract interface public] extends java/lang/Object implements org/knime/node/parameters/persistence/Persistable,org/knime/node/parameters/WidgetGroup
  M validate ()V [public]
C org/knime/node/parameters/NodeParametersInput [abstract interface public] extends java/lang/Object
  M getInPortSpec (I)Ljava/util/Optional; [abstract public]
  M getInPortTypes ()[Lorg/knime/core/node/port/PortType; [abstract public]
  M getInTable (I)Ljava/util/Optional; [abstract public]
  M getInTableSpec (I)Ljava/util/Optional; [abstract public]
  M getInTableSpecs ()[Lorg/knime/core/data/DataTableSpec; [abstract public]
C org/knime/node/parameters/Widget [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
  M advanced ()Z [abstract public]
  M description ()Ljava/lang/String; [abstract public]
  M title ()Ljava/lang/String; [abstract public]
C org/knime/node/parameters/WidgetGroup [abstract interface public] extends java/lang/Object
C org/knime/node/parameters/layout/After [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
  M value ()Ljava/lang/Class; [abstract public]
C org/knime/node/parameters/layout/HorizontalLayout [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
C org/knime/node/parameters/layout/Layout [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
  M value ()Ljava/lang/Class; [abstract public]
C org/knime/node/parameters/layout/Section [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
  M description ()Ljava/lang/String; [abstract public]
  M title ()Ljava/lang/String; [abstract public]
C org/knime/node/parameters/migration/Migrate [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
  M loadDefaultIfAbsent ()Z [abstract public]
C org/knime/node/parameters/persistence/Persistable [abstract interface public] extends java/lang/Object
C org/knime/node/parameters/updates/Effect [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
  M predicate ()Ljava/lang/Class; [abstract public]
  M type ()Lorg/knime/node/parameters/updates/Effect$EffectType; [abstract public]
C org/knime/node/parameters/updates/Effect$EffectType [enum final public static] extends java/lang/Enum
  F HIDE Lorg/knime/node/parameters/updates/Effect$EffectType; [enum final public static]
  F SHOW Lorg/knime/node/parameters/updates/Effect$EffectType; [enum final public static]
C org/knime/node/parameters/updates/EffectPredicate [abstract interface public] extends java/lang/Object
  M and (Lorg/knime/node/parameters/updates/EffectPredicate;)Lorg/knime/node/parameters/updates/EffectPredicate; [public]
  M negate ()Lorg/knime/node/parameters/updates/EffectPredicate; [public]
  M or (Lorg/knime/node/parameters/updates/EffectPredicate;)Lorg/knime/node/parameters/updates/EffectPredicate; [public]
C org/knime/node/parameters/updates/EffectPredicateProvider [abstract interface public] extends java/lang/Object
  M init (Lorg/knime/node/parameters/updates/EffectPredicateProvider$PredicateInitializer;)Lorg/knime/node/parameters/updates/EffectPredicate; [abstract public]
C org/knime/node/parameters/updates/EffectPredicateProvider$PredicateInitializer [abstract interface public static] extends java/lang/Object
  M getBoolean (Ljava/lang/Class;)Lorg/knime/node/parameters/updates/EffectPredicateProvider$PredicateInitializer$BooleanReference; [abstract public]
  M getConstant (Ljava/util/function/Predicate;)Lorg/knime/node/parameters/updates/EffectPredicate; [abstract public]
  M getEnum (Ljava/lang/Class;)Lorg/knime/node/parameters/updates/EffectPredicateProvider$PredicateInitializer$EnumReference; [abstract public]
  M getPredicate (Ljava/lang/Class;)Lorg/knime/node/parameters/updates/EffectPredicate; [abstract public]
  M getString (Ljava/lang/Class;)Lorg/knime/node/parameters/updates/EffectPredicateProvider$PredicateInitializer$StringReference; [abstract public]
C org/knime/node/parameters/updates/EffectPredicateProvider$PredicateInitializer$BooleanReference [abstract interface public static] extends java/lang/Object
  M isTrue ()Lorg/knime/node/parameters/updates/EffectPredicate; [abstract public]
C org/knime/node/parameters/updates/EffectPredicateProvider$PredicateInitializer$EnumReference [abstract interface public static] extends java/lang/Object
  M isOneOf ([Ljava/lang/Enum;)Lorg/knime/node/parameters/updates/EffectPredicate; [abstract public]
C org/knime/node/parameters/updates/EffectPredicateProvider$PredicateInitializer$StringReference [abstract interface public static] extends java/lang/Object
  M isEqualTo (Ljava/lang/String;)Lorg/knime/node/parameters/updates/EffectPredicate; [abstract public]
C org/knime/node/parameters/updates/ParameterReference [abstract interface public] extends java/lang/Object
C org/knime/node/parameters/updates/StateProvider [abstract interface public] extends java/lang/Object
  M computeState (Lorg/knime/node/parameters/NodeParametersInput;)Ljava/lang/Object; [abstract public]
  M init (Lorg/knime/node/parameters/updates/StateProvider$StateProviderInitializer;)V [abstract public]
C org/knime/node/parameters/updates/StateProvider$StateProviderInitializer [abstract interface public static] extends java/lang/Object
  M computeBeforeOpenDialog ()V [abstract public]
  M computeFromValueSupplier (Ljava/lang/Class;)Ljava/util/function/Supplier; [abstract public]
  M getValueSupplier (Ljava/lang/Class;)Ljava/util/function/Supplier; [abstract public]
C org/knime/node/parameters/updates/ValueReference [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
  M value ()Ljava/lang/Class; [abstract public]
C org/knime/node/parameters/updates/util/BooleanReference [abstract interface public] extends java/lang/Object implements org/knime/node/parameters/updates/EffectPredicateProvider,org/knime/node/parameters/updates/ParameterReference
  M init (Lorg/knime/node/parameters/updates/EffectPredicateProvider$PredicateInitializer;)Lorg/knime/node/parameters/updates/EffectPredicate; [public]
C org/knime/node/parameters/validation/BuiltinValidation [abstract interface public] extends java/lang/Object
  M getErrorMessage ()Ljava/lang/String; [abstract public]
C org/knime/node/parameters/widget/choices/ChoicesProvider [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
  M value ()Ljava/lang/Class; [abstract public]
C org/knime/node/parameters/widget/choices/ChoicesStateProvider [abstract interface public] extends java/lang/Object implements org/knime/node/parameters/updates/StateProvider
C org/knime/node/parameters/widget/choices/ColumnChoicesProvider [abstract interface public] extends java/lang/Object implements org/knime/node/parameters/widget/choices/TypedStringChoicesProvider
  M columnChoices (Lorg/knime/node/parameters/NodeParametersInput;)Ljava/util/List; [public]
  M computeState (Lorg/knime/node/parameters/NodeParametersInput;)Ljava/util/List; [public]
  M init (Lorg/knime/node/parameters/updates/StateProvider$StateProviderInitializer;)V [public]
C org/knime/node/parameters/widget/choices/Label [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
  M description ()Ljava/lang/String; [abstract public]
  M value ()Ljava/lang/String; [abstract public]
C org/knime/node/parameters/widget/choices/RadioButtonsWidget [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
C org/knime/node/parameters/widget/choices/StringChoice [final public] extends java/lang/Record
  M <init> (Ljava/lang/String;Ljava/lang/String;)V [public]
C org/knime/node/parameters/widget/choices/StringChoicesProvider [abstract interface public] extends java/lang/Object implements org/knime/node/parameters/widget/choices/ChoicesStateProvider
  M computeState (Lorg/knime/node/parameters/NodeParametersInput;)Ljava/util/List; [public]
  M init (Lorg/knime/node/parameters/updates/StateProvider$StateProviderInitializer;)V [public]
C org/knime/node/parameters/widget/choices/TypedStringChoicesProvider [abstract interface public] extends java/lang/Object implements org/knime/node/parameters/widget/choices/ChoicesStateProvider
  M init (Lorg/knime/node/parameters/updates/StateProvider$StateProviderInitializer;)V [public]
C org/knime/node/parameters/widget/choices/ValueSwitchWidget [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
C org/knime/node/parameters/widget/choices/filter/ColumnFilter [final public] extends org/knime/node/parameters/widget/choices/filter/TypedStringFilter
  M <init> ()V [public]
  M filter (Ljava/util/List;)[Ljava/lang/String; [public]
  M withIncludeUnknownColumns ()Lorg/knime/node/parameters/widget/choices/filter/ColumnFilter; [public]
C org/knime/node/parameters/widget/choices/filter/ColumnFilterWidget [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
  M choicesProvider ()Ljava/lang/Class; [abstract public]
C org/knime/node/parameters/widget/choices/filter/TwinlistWidget [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
C org/knime/node/parameters/widget/choices/filter/TypedStringFilter [abstract public] extends java/lang/Object implements org/knime/node/parameters/persistence/Persistable
C org/knime/node/parameters/widget/choices/util/ColumnSelectionUtil [final public] extends java/lang/Object
  M getCompatibleColumns (Lorg/knime/node/parameters/NodeParametersInput;I[Ljava/lang/Class;)Ljava/util/List; [public static]
  M getCompatibleColumnsOfFirstPort (Lorg/knime/node/parameters/NodeParametersInput;[Ljava/lang/Class;)Ljava/util/List; [public static]
C org/knime/node/parameters/widget/choices/util/CompatibleColumnsProvider [public] extends java/lang/Object implements org/knime/node/parameters/widget/choices/util/FilteredInputTableColumnsProvider
  M <init> (Ljava/util/Collection;)V [protected]
C org/knime/node/parameters/widget/choices/util/FilteredInputTableColumnsProvider [abstract interface public] extends java/lang/Object implements org/knime/node/parameters/widget/choices/util/InputTableIndexHolder,org/knime/node/parameters/widget/choices/ColumnChoicesProvider
C org/knime/node/parameters/widget/choices/util/InputTableIndexHolder [abstract interface public] extends java/lang/Object
C org/knime/node/parameters/widget/message/TextMessage [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
  M value ()Ljava/lang/Class; [abstract public]
C org/knime/node/parameters/widget/message/TextMessage$Message [final public static] extends java/lang/Record
  M <init> (Ljava/lang/String;Ljava/lang/String;Lorg/knime/node/parameters/widget/message/TextMessage$MessageType;)V [public]
  M type ()Lorg/knime/node/parameters/widget/message/TextMessage$MessageType; [public]
C org/knime/node/parameters/widget/message/TextMessage$MessageType [enum final public static] extends java/lang/Enum
  F ERROR Lorg/knime/node/parameters/widget/message/TextMessage$MessageType; [enum final public static]
  F INFO Lorg/knime/node/parameters/widget/message/TextMessage$MessageType; [enum final public static]
  F SUCCESS Lorg/knime/node/parameters/widget/message/TextMessage$MessageType; [enum final public static]
  F WARNING Lorg/knime/node/parameters/widget/message/TextMessage$MessageType; [enum final public static]
C org/knime/node/parameters/widget/number/NumberInputWidget [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
  M maxValidation ()Ljava/lang/Class; [abstract public]
  M minValidation ()Ljava/lang/Class; [abstract public]
C org/knime/node/parameters/widget/number/NumberInputWidgetValidation [abstract interface public] extends java/lang/Object implements org/knime/node/parameters/validation/BuiltinValidation
C org/knime/node/parameters/widget/number/NumberInputWidgetValidation$MaxValidation [abstract public static] extends java/lang/Object implements org/knime/node/parameters/widget/number/NumberInputWidgetValidation
  M <init> ()V [public]
  M getErrorMessage ()Ljava/lang/String; [public]
  M getMax ()D [abstract protected]
C org/knime/node/parameters/widget/number/NumberInputWidgetValidation$MinValidation [abstract public static] extends java/lang/Object implements org/knime/node/parameters/widget/number/NumberInputWidgetValidation
  M <init> ()V [public]
  M getErrorMessage ()Ljava/lang/String; [public]
  M getMin ()D [abstract protected]
C org/knime/node/parameters/widget/number/NumberInputWidgetValidation$MinValidation$IsNonNegativeValidation [final public static] extends org/knime/node/parameters/widget/number/NumberInputWidgetValidation$MinValidation
C org/knime/node/parameters/widget/number/NumberInputWidgetValidation$MinValidation$IsPositiveDoubleValidation [final public static] extends org/knime/node/parameters/widget/number/NumberInputWidgetValidation$MinValidation
C org/knime/node/parameters/widget/number/NumberInputWidgetValidation$MinValidation$IsPositiveIntegerValidation [final public static] extends org/knime/node/parameters/widget/number/NumberInputWidgetValidation$MinValidation
C org/knime/node/parameters/widget/text/TextAreaWidget [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
  M rows ()I [abstract public]
C org/knime/node/parameters/widget/text/TextInputWidget [abstract annotation interface public] extends java/lang/Object implements java/lang/annotation/Annotation
  M patternValidation ()Ljava/lang/Class; [abstract public]
  M placeholder ()Ljava/lang/String; [abstract public]
C org/knime/node/parameters/widget/text/TextInputWidgetValidation [abstract interface public] extends java/lang/Object implements org/knime/node/parameters/validation/BuiltinValidation
C org/knime/node/parameters/widget/text/TextInputWidgetValidation$PatternValidation [abstract public static] extends java/lang/Object implements org/knime/node/parameters/widget/text/TextInputWidgetValidation
  M <init> ()V [public]
  M getErrorMessage ()Ljava/lang/String; [public]
  M getPattern ()Ljava/lang/String; [abstract protected]
